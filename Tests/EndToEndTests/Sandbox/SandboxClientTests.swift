import Foundation
import JSON
import TestSupport
import Testing

/// Programs that people call the sandbox with.
@Suite(.inTurn, .timeLimit(.minutes(5)))
struct SandboxClientTests {
  private static let java = "/usr/bin/java"

  /// curl asks for HTTP/2 with its first request, and uses the connection again if it lives.
  @Test func curlThatAsksForHTTP2KeepsItsConnection() async throws {
    let sandbox = try await SandboxProcess()
    let order = #"{"orderReference":"o","amount":"1","currency":"USDT","chainId":"ethereum-sepolia"}"#
    let shell = try await Shell.run(
      """
      curl -sS -m 20 --http2 -o /dev/null -o /dev/null -w '%{http_code} %{num_connects}\\n' \
      '\(sandbox.root)/health' '\(sandbox.root)/health'
      curl -sS -m 20 --http2 -o /dev/null -o /dev/null -w '%{http_code} %{num_connects}\\n' \
      -H 'Authorization: Bearer \(sandbox.key)' -H 'Content-Type: application/json' -H 'Expect: 100-continue' \
      -d '\(order)' '\(sandbox.root)/api/v1/orders' '\(sandbox.root)/api/v1/orders'
      curl -sS -m 20 --http2-prior-knowledge -o /dev/null -w '%{http_code}\\n' '\(sandbox.root)/health' || echo refused
      curl -sS -m 20 -I '\(sandbox.root)/health' | head -n 1
      curl -sS -m 20 -x '\(sandbox.root)' -o /dev/null -w '%{http_code}\\n' '\(sandbox.root)/health'
      curl -sS -m 20 -x '\(sandbox.root)' -o /dev/null -w '%{http_code}\\n' 'http://evil.example/health'
      """)
    let lines = shell.output.split(whereSeparator: \.isNewline).map(String.init)
    #expect(lines.count >= 8, "\(shell.output)")
    #expect(lines.prefix(4) == ["200 1", "200 0", "201 1", "409 0"])
    #expect(lines.suffix(3) == ["HTTP/1.1 200 OK", "200", "421"])
    #expect(await sandbox.stop() == .status(0))
  }

  /// The client of the Java platform asks for HTTP/2 with each request unless told otherwise.
  @Test(.enabled(if: TestTool.shouldUse(java, ofPackage: "default-jdk-headless"), "java is absent"))
  func clientOfJavaIsAnsweredEachTime() async throws {
    let folder = try ProcessTests.Folder()
    let program = """
      import java.net.URI;
      import java.net.http.*;
      import java.time.Duration;
      public class Calls {
        public static void main(String[] arguments) throws Exception {
          HttpClient client = HttpClient.newHttpClient();
          for (int number = 0; number < 4; number++) {
            String body = "{\\"orderReference\\":\\"o" + number
              + "\\",\\"amount\\":\\"1\\",\\"currency\\":\\"USDT\\",\\"chainId\\":\\"ethereum-sepolia\\"}";
            for (HttpRequest.Builder request : new HttpRequest.Builder[] {
                HttpRequest.newBuilder().GET(),
                HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(body)),
                HttpRequest.newBuilder().method("HEAD", HttpRequest.BodyPublishers.noBody())}) {
              HttpRequest built = request.uri(URI.create(arguments[0] + "/api/v1/orders"))
                .header("Authorization", "Bearer pk_x").header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(20)).build();
              System.out.print(client.send(built, HttpResponse.BodyHandlers.ofString()).statusCode() + " ");
            }
          }
        }
      }
      """
    try Data(program.utf8).write(to: URL(filePath: "\(folder.path)/Calls.java"))
    let sandbox = try await SandboxProcess()
    let shell = try await Shell.run("\(Self.java) '\(folder.path)/Calls.java' '\(sandbox.root)' 2>&1")
    let expected = Array(repeating: "200 201 200", count: 4).joined(separator: " ")
    #expect(shell.output.trimmingCharacters(in: .whitespacesAndNewlines) == expected)
    #expect(await sandbox.stop() == .status(0))
  }
}
