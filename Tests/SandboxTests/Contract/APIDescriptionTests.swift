import JSON
import TestSupport
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// The server and the description of its API, which are written apart from each other.
@Suite struct APIDescriptionTests {
  private let description: APIDescription

  init() throws {
    description = try APIDescription()
  }

  @Test func everyRouteIsDescribedAndEveryDescriptionHasARoute() {
    let (routes, operations) = (APIDescription.routes.map(\.operation), description.operations)
    #expect(routes.filter { !operations.contains($0) } == [])
    #expect(operations.filter { !routes.contains($0) } == [])
    #expect(Set(routes).count == routes.count)
  }

  @Test func keyIsAskedForWhereTheDescriptionSaysSo() {
    for route in APIDescription.routes {
      let isPublic = description.operation(route.operation)?["security"] == []
      #expect(isPublic == [.anonymous, .anonymousRead, .anonymousWrite].contains(route.access), "\(route.operation)")
    }
  }

  @Test func descriptionIsServedAsItIs() async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await sandbox.send("GET", "/openapi.json")
      #expect(response.status == 200)
      #expect(response.json == description.document)
    }
  }

  /// Each status of each operation is seen; what a broken or busy service answers is not among them.
  @Test(.enabled(if: PythonPeer.canImport("jsonschema"), "the jsonschema package for Python is absent"))
  func everyReplyIsAsDescribed() async throws {
    try await SandboxFixture.run(poolSize: 9) { sandbox in
      let story = APIStory(sandbox)
      try await story.refusals(description)
      try await story.orders()
      try await story.deposits()
      try await story.paymentLinks()
      try await story.addresses()
      try await story.assets()
      try await story.lists()
      try await story.emptyPool()
      #expect(try await story.problems() == [])
      let seen = Set(story.replies.map { "\($0.operation) \($0.status)" })
      let described = description.operations.flatMap { operation in
        description.statuses(of: operation).filter { $0 != "5XX" }.map { "\(operation) \($0)" }
      }
      #expect(Set(described).subtracting(seen) == [])
    }
  }
}
