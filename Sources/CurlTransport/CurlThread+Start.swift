internal import Glibc
internal import HTTP

extension CurlThread {
  private final class Launch {
    let thread: CurlThread
    let multi: MultiHandle
    let configuration: CurlConfiguration

    init(_ thread: CurlThread, _ multi: MultiHandle, _ configuration: CurlConfiguration) {
      self.thread = thread
      self.multi = multi
      self.configuration = configuration
    }
  }

  /// Throws if the system or libcurl lacks the means; the next call tries again.
  func launch() throws(HTTPTransportError) -> (pthread_t, MultiHandle) {
    var configuration = configuration
    configuration.maximumConnectionsPerHost = DescriptorLimit.makeRoom(
      forConnections: configuration.maximumConnectionsPerHost,
      descriptorsEach: configuration.descriptorsPerConnection)
    guard let multi = MultiHandle(maximumConnectionsPerHost: configuration.maximumConnectionsPerHost) else {
      throw DescriptorLimit.isReached ? .noDescriptor : .startFailed
    }
    let launch = Unmanaged.passRetained(Launch(self, multi, configuration))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { launch in
        guard let launch else { return nil }
        CurlThread.main(Unmanaged<Launch>.fromOpaque(launch).takeRetainedValue())
        return nil
      }, launch.toOpaque())
    guard code == 0 else {
      launch.release()
      throw .noThread
    }
    return (thread, multi)
  }

  private static func main(_ launch: Launch) {
    blockSignals()
    let loop = TransferLoop(multi: launch.multi, configuration: launch.configuration)
    loop.run(takingCommandsFrom: launch.thread.takeInbox)
  }

  /// With `CURLOPT_NOSIGNAL` libcurl leaves SIGPIPE, which OpenSSL's writes can raise, to the program.
  private static func blockSignals() {
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
  }
}
