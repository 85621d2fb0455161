import Foundation
import TestSupport
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite(.timeLimit(.minutes(1)))
struct ConfiguredEndpointTests {
  /// It may be that of a real account.
  @Test func secretOfTheConfigurationSignsAndIsNotInTheFile() async throws {
    let receiver = WebhookReceiver()
    let secret = "whsec_canary_6d1f0c27"
    var bench = WebhookBench()
    bench.webhook = .init(url: try WebhookURL(receiver.url), secret: secret)
    try await TemporaryFolder.run { [bench] folder in
      let path = "\(folder)/sandbox.sqlite"
      try await bench.run(database: .file(path: path)) { sandbox in
        try await sandbox.payOrder("order-1")
        let request = try #require(await receiver.take().first)
        let signature = SignatureScheme.hex.signature(of: request.body, secret: secret, at: 0)
        #expect(request.values("X-PayIn-Signature") == [signature])
        for file in [path, "\(path)-wal"] {
          let bytes = try Data(contentsOf: URL(filePath: file))
          #expect(bytes.range(of: Data("canary".utf8)) == nil, "\(file)")
          #expect(!bytes.isEmpty)
        }
      }
    }
  }
}
