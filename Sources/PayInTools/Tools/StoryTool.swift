import JSON
import PayIn

/// The tool that plays a whole story in the embedded sandbox.
enum StoryTool {
  static let play = ToolDeclaration(
    "play_story", in: .sandbox, default: .inSandbox, .playStory
  ) { arguments throws(InvalidArguments) in
    { client throws(PayInError) in answer(try await client.playStory(arguments)) }
  }

  private static func answer(_ played: PlayedStory) -> ToolAnswer {
    var fields: JSONObject = ["outcome": "created"]
    for member in played.story.fields.members { fields.append(member.name, member.value) }
    fields["order"] = played.order.map { .object($0.fieldsWithLinks) }
    fields["clock"] = played.clock.map { .object($0.fields) }
    fields["totals"] = played.totals.map(JSONValue.object)
    fields["steps"] = .array(played.steps.map { .object($0.resource.fields) })
    fields["events"] = .array(played.events.map(JSONValue.string))
    return ToolAnswer(summary: Summary.played(played), fields: fields)
  }
}
