internal import CLinux
internal import Glibc
internal import HTTP
internal import Synchronization

/// The thread that owns the multi handle and every easy handle. Other threads only post a command and wake it.
final class CurlThread: Sendable {
  private enum Phase {
    case idle
    case running(pthread_t, MultiHandle)
    case closed
  }

  private struct State {
    var phase = Phase.idle
    var queue = CommandQueue()
  }

  private let configuration: CurlConfiguration
  private let state = Mutex(State())

  init(configuration: CurlConfiguration) {
    self.configuration = configuration
  }

  /// Hands the submission over, to be finished later; starts the thread if it is the first. After `stop`, or if the
  /// thread cannot be started, the submission is finished at once.
  func submit(_ submission: Submission) {
    let failure = state.withLock { state -> HTTPTransportError? in
      if case .idle = state.phase, let failure = start(&state) { return failure }
      switch state.phase {
      case .idle: return .startFailed
      case .closed: return .closed
      case .running(let thread, let multi):
        Self.post(.start(submission), to: &state.queue, waking: multi, of: thread)
        return nil
      }
    }
    if let failure { submission.finish(.failure(failure)) }
  }

  /// Returns why the thread could not be started, or nil if it runs.
  private func start(_ state: inout State) -> HTTPTransportError? {
    do throws(HTTPTransportError) {
      let (thread, multi) = try launch()
      state.phase = .running(thread, multi)
      return nil
    } catch {
      return error
    }
  }

  func cancel(_ call: Call) {
    state.withLock { state in
      guard case .running(let thread, let multi) = state.phase else { return }
      Self.post(.cancel(call), to: &state.queue, waking: multi, of: thread)
    }
  }

  /// Fails all calls with `closed` and returns when the thread has ended. A second caller does not wait, nor does a job
  /// that runs on the thread itself.
  func stop() {
    let ending = state.withLock { state -> (pthread_t, MultiHandle)? in
      defer { state.phase = .closed }
      guard case .running(let thread, let multi) = state.phase else { return nil }
      state.queue.stop()
      multi.wakeUp()
      return (thread, multi)
    }
    guard let (thread, _) = ending else { return }
    if pthread_equal(thread, pthread_self()) != 0 {
      pthread_detach(thread)
    } else {
      // The multi handle is freed here, where no other thread can use it any more.
      pthread_join(thread, nil)
    }
  }

  /// Called inside the lock, so that `stop` cannot free the handle meanwhile. One wake-up per batch is enough, and none
  /// for a job on the thread itself, which looks for commands before it waits again.
  private static func post(
    _ command: CommandQueue.Command, to queue: inout CommandQueue, waking multi: MultiHandle, of thread: pthread_t
  ) {
    if queue.isEmpty, pthread_equal(thread, pthread_self()) == 0 { multi.wakeUp() }
    queue.append(command)
  }

  private func takeCommands() -> CommandQueue {
    state.withLock { $0.queue.take() }
  }
}

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

  /// Starts the thread. Throws if the system or libcurl lacks the means; the next call tries again.
  private func launch() throws(HTTPTransportError) -> (pthread_t, MultiHandle) {
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
    pthread_setname_np(pthread_self(), "curl")
    blockSignals()
    let loop = TransferLoop(multi: launch.multi, configuration: launch.configuration)
    loop.run(takingCommandsFrom: launch.thread.takeCommands)
  }

  /// With `CURLOPT_NOSIGNAL` libcurl leaves SIGPIPE, which OpenSSL's writes can raise, to the program.
  private static func blockSignals() {
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
  }
}

/// The commands of other threads for the curl thread, in order.
struct CommandQueue {
  enum Command {
    case start(Submission)
    case cancel(Call)
  }

  private(set) var commands: [Command] = []
  private(set) var isStopping = false

  /// Whether no command waits. Otherwise the thread has been woken already.
  var isEmpty: Bool { commands.isEmpty && !isStopping }

  mutating func append(_ command: Command) {
    commands.append(command)
  }

  mutating func stop() {
    isStopping = true
  }

  mutating func take() -> CommandQueue {
    defer { commands.removeAll() }
    return self
  }
}
