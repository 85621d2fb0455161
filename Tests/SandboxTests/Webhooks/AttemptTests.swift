import HTTP
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct AttemptTests {
  @Test(arguments: [
    (200, DeliveryAttempt.Outcome.delivered), (204, .delivered), (299, .delivered), (301, .refused), (307, .refused),
    (400, .refused), (404, .refused), (408, .refused), (410, .refused), (429, .refused), (500, .failed),
    (503, .failed), (599, .failed),
  ])
  func onlyServerErrorsAreTriedAgain(_ status: Int, _ outcome: DeliveryAttempt.Outcome) {
    let attempt = DeliveryAttempt(HTTPResponse(status: status), milliseconds: 7)
    #expect(attempt.outcome == outcome)
    #expect(attempt.status == status)
    #expect((attempt.problem == nil) == (outcome == .delivered))
  }

  @Test(arguments: [
    HTTPTransportError.Code.nameNotResolved, .connectionRefused, .connectTimeout, .tlsFailure, .timeout,
    .connectionLost, .malformedResponse, .other,
  ])
  func failureOfTheNetworkIsTriedAgain(_ code: HTTPTransportError.Code) {
    let attempt = DeliveryAttempt(HTTPTransportError(code, mayHaveReachedServer: true), milliseconds: 7)
    #expect(attempt.outcome == .failed)
    #expect(attempt.problem == code.rawValue)
    #expect(attempt.status == nil)
  }
}
