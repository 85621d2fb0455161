import JSON
import JSONSchema
import MCP
import PayIn
import Testing

@testable import PayInTools

@Suite struct ToolDeclarationTests {
  private static let destructive = [
    "unbind_deposit_address", "archive_payment_link", "unpublish_payment_link", "update_payment_link",
    "update_payment_link_currencies", "reset_sandbox",
  ]

  private func definition(_ example: ToolExample) throws -> JSONObject {
    try ToolFile.definition(example.name)
  }

  private static let declared = ToolDeclaration.all.map(\.name)

  @Test func everyFileIsDeclaredAndEveryDeclarationHasAFile() {
    #expect(ToolFile.names.sorted() == Self.declared.sorted())
    #expect(Set(Self.declared).count == Self.declared.count)
    #expect(Self.declared == ToolExample.all.map(\.name))
  }

  @Test func operationsOfToolsAreKnownToTheClient() {
    let operations = ToolDeclaration.all.compactMap(\.operation)
    #expect(operations.count > 30)
    for operation in operations { #expect(PayIn.Operation.all.contains(operation), "\(operation.name)") }
  }

  @Test func listingKeepsTheOrderOfTheDeclarations() throws {
    #expect(try Bench().catalogue.tools.map(\.name) == Self.declared)
  }

  @Test func sandboxToolIsListedOnlyWhereTheSandboxServes() throws {
    let live = try Bench(environment: Bench.live).catalogue
    #expect(live.tools.map(\.name) == Self.declared.filter { !ToolExample.sandboxOnly.contains($0) })
  }

  @Test(arguments: ToolExample.all)
  func definitionHasAllPartsAndItsOwnName(_ example: ToolExample) throws {
    let definition = try definition(example)
    #expect(
      definition.members.map(\.name) == [
        "name", "title", "description", "inputSchema", "outputSchema", "annotations",
      ])
    #expect(definition["name"] == .string(example.name))
    #expect(example.name.wholeMatch(of: /[a-z][a-z0-9_]{0,39}/) != nil)
  }

  /// What equals the specification's default and means nothing to a client is left out: of a tool that reads, `destructiveHint`
  /// and `idempotentHint` say nothing, and the world is open by default. `title`, `readOnlyHint` and, of a tool that writes,
  /// `destructiveHint` are always there, because directories of servers demand them.
  @Test(arguments: ToolExample.all)
  func annotationsSayWhatTheDefaultsDoNot(_ example: ToolExample) throws {
    let kind = example.operation.kind
    var expected: JSONObject = ["readOnlyHint": .bool(!kind.isWrite)]
    if kind.isWrite { expected["destructiveHint"] = .bool(Self.destructive.contains(example.name)) }
    if kind.isWrite, kind != .create { expected["idempotentHint"] = true }
    if (ToolExample.local + ToolExample.sandboxOnly).contains(example.name) { expected["openWorldHint"] = false }
    #expect(try definition(example)["annotations"] == .object(expected))
  }

  @Test(arguments: ToolExample.all)
  func everyRequiredParameterHasADescription(_ example: ToolExample) throws {
    expectDescriptions(try #require(try definition(example)["inputSchema"]))
  }

  private func expectDescriptions(_ schema: JSONValue) {
    for name in schema["required"]?.array?.compactMap(\.string) ?? [] {
      #expect(schema["properties"]?[name]?["description"]?.string?.isEmpty == false, "\(name)")
    }
    for member in schema["properties"]?.object?.members ?? [] { expectDescriptions(member.value) }
    if let items = schema["items"] { expectDescriptions(items) }
  }

  /// The compiler refuses keywords outside the portable subset; the rest of the subset's rules stand here.
  @Test(arguments: ToolExample.all)
  func schemasAreInThePortableSubset(_ example: ToolExample) throws {
    for name in ["inputSchema", "outputSchema"] {
      let schema = try #require(try definition(example)[name])
      #expect(schema["type"] == "object")
      if name == "inputSchema" { #expect(schema["additionalProperties"] == false) }
      #expect(throws: Never.self) { try JSONSchema.compile(schema) }
      lint(schema, isInput: name == "inputSchema")
    }
  }

  private func lint(_ schema: JSONValue, isInput: Bool) {
    #expect(schema["type"]?.string != nil)
    #expect(schema["format"] == nil || schema["format"] == "date-time")
    if schema["type"] == "array" { #expect(schema["items"]?.object != nil) }
    let properties = schema["properties"]?.object
    if isInput, properties != nil { #expect(schema["additionalProperties"] == false) }
    for name in schema["required"]?.array ?? [] { #expect(properties?[name.string ?? ""] != nil) }
    for member in properties?.members ?? [] { lint(member.value, isInput: isInput) }
    if let items = schema["items"] { lint(items, isInput: isInput) }
  }

  private static let takingAmounts = [
    "create_order", "create_payment_link", "update_payment_link", "update_payment_link_currencies", "sample_webhook",
    "simulate_payment",
  ]

  @Test(arguments: takingAmounts)
  func amountsAreStringsOfPlainDigits(_ name: String) throws {
    let amounts = Self.amounts(in: try ToolFile.definition(name)["inputSchema"])
    #expect(amounts.count == 1)
    for amount in amounts {
      #expect(amount["type"] == "string")
      #expect(amount["pattern"] == "^[0-9]+(\\.[0-9]{1,6})?$")
    }
  }

  @Test func noOtherToolTakesAnAmount() throws {
    let found = try Self.declared.filter { try !Self.amounts(in: ToolFile.definition($0)["inputSchema"]).isEmpty }
    #expect(found.sorted() == Self.takingAmounts.sorted())
  }

  /// The schemas of all properties called `amount`, at any depth.
  private static func amounts(in schema: JSONValue?) -> [JSONValue] {
    let properties = schema?["properties"]?.object?.members ?? []
    return properties.filter { $0.name == "amount" }.map(\.value) + properties.flatMap { amounts(in: $0.value) }
      + (schema?["items"].map(amounts) ?? [])
  }

  @Test func listStaysWithinItsBudget() throws {
    let environment = Bench.live.merging(["PAYIN_TOOLS": "default"]) { $1 }
    let tools = try Bench(environment: environment).catalogue.tools.map(\.definition)
    let sizes = tools.map { JSONWriter.bytes(of: .object($0)).count }
    let outputs = tools.map { $0["outputSchema"].map { JSONWriter.bytes(of: $0).count } ?? 0 }
    let whole = sizes.reduce(0, +) + sizes.count + #"{"tools":[]}"#.utf8.count
    #expect(whole <= 17_500)
    #expect((sizes.reduce(0, +) - outputs.reduce(0, +)) / sizes.count <= 700)
    #expect(outputs.allSatisfy { $0 <= 500 }, "\(outputs)")
  }
}
