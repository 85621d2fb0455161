package import JSON

extension PayInClient {
  /// Makes the embedded sandbox's network take a payment back. Other servers have no such endpoint.
  package func takePaymentBack(_ subject: JSONObject) async throws(PayInError) -> SimulatedPayment {
    let reply = try await control(.reorganise, subject)
    let data = reply.envelope.data
    guard let transfer = data["transfer"].flatMap({ APIResource($0, schema: .transfer) }) else {
      throw reply.unreadable
    }
    let depositor = data["depositor"]?["depositReference"]?.string.map {
      SimulatedPayment.Depositor(reference: $0, totals: data["depositor"]?["totals"]?.object ?? [:])
    }
    return SimulatedPayment(
      transfer: transfer, order: data["order"].flatMap { APIResource($0, schema: .order) }, deposit: nil,
      depositor: depositor, clockMovedTo: nil, outcome: .done, requestID: reply.requestID)
  }

  /// Plays a story in the embedded sandbox. Other servers have no such endpoint.
  package func playStory(_ request: JSONObject) async throws(PayInError) -> PlayedStory {
    let reply = try await control(.playStory, request)
    let data = reply.envelope.data
    guard let story = APIResource(data, schema: .story) else { throw reply.unreadable }
    return PlayedStory(
      story: story, order: data["order"].flatMap { APIResource($0, schema: .order) },
      totals: data["depositor"]?["totals"]?.object,
      steps: (data["steps"]?.array ?? []).compactMap(PlayedStory.Step.init),
      events: (data["events"]?.array ?? []).compactMap { $0["type"]?.string },
      clock: data["clock"].flatMap { APIResource($0, schema: .clock) }, requestID: reply.requestID)
  }
}

/// A story that the sandbox plays: its order or its depositor, and its steps.
package struct PlayedStory: Sendable {
  package struct Step: Sendable {
    /// The time and the result of the step.
    package let resource: APIResource
    /// What happens in the step, as the sandbox says it.
    package let text: LocalizedText
    /// What happened instead of what the text says; nil if nothing else did.
    package let problem: LocalizedText?

    init?(_ json: JSONValue) {
      guard var fields = json.object else { return nil }
      let problem = json["result"]?["problem"]
      // The sandbox has stored a plain text in files of earlier versions.
      fields["problem"] = problem?["en"] ?? problem
      guard let resource = APIResource(.object(fields), schema: .storyStep) else { return nil }
      self.resource = resource
      text = Self.text(json["text"])
      self.problem = resource["problem"].map { _ in Self.text(problem) }
    }

    private static func text(_ json: JSONValue?) -> LocalizedText {
      let english = json?["en"]?.string ?? json?.string ?? ""
      return LocalizedText(raw: english, json?["zh"]?.string ?? english)
    }

    package var isDone: Bool { resource.fields["done"] == true }
    package var seconds: Int? { resource.fields["afterSeconds"]?.number?.integer }
  }

  package let story: APIResource
  /// The story's order; nil if it has none, or none yet.
  package let order: APIResource?
  /// The confirmed sums of the story's depositor by token; nil if it has none.
  package let totals: JSONObject?
  package let steps: [Step]
  /// The types of the events so far, oldest first.
  package let events: [String]
  /// The sandbox's clock, if the story has moved it, with the number of other orders that have ended by that.
  package var clock: APIResource?
  package let requestID: String
}

extension ResourceSchema {
  static let story = ResourceSchema(fields: [
    text("storyId"), text("story"), text("pace"), text("state"), text("startedAt"), text("endsAt"), text("reference"),
    text("pageUrl"),
  ])

  fileprivate static let storyStep = ResourceSchema(fields: [
    count("afterSeconds"), text("time"), Field(name: "done", kind: .flag, aliases: []), prose("problem"),
  ])
}
