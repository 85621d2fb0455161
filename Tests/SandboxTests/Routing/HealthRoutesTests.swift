import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct HealthRoutesTests {
  @Test func healthNeedsNoKeyAndHasNoEnvelope() async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await sandbox.send("GET", "/health")
      #expect(response.status == 200)
      #expect(
        response.json == ["status": "healthy", "timestamp": "2025-01-28T10:30:00.000Z", "version": "0.1.0"])
      #expect(response.head.lowercased().contains("content-type: application/json"))
    }
  }
}
