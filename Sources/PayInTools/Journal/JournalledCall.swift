import Digest
import Formats
import JSON
import Journal
import MCP
import PayIn
import Synchronization

/// What one write call adds to the journal: an intent before each write that it sends, and its outcome.
///
/// A write whose intent cannot be recorded is not sent, because the operator demanded a record of each. Arguments are
/// recorded as a digest only: references, amounts and metadata are other people's.
final class JournalledCall: Sendable {
  private struct State {
    var host: String?
    var consent: Consent?
    var firstRecord: Int?
    var requestID: String?
  }

  private let journal: Journal
  private let operation: Operation
  private let tool: String
  private let digest: String
  private let mode: Mode
  private let version: String
  private let state = Mutex(State())

  /// Returns nil if the call changes nothing or no journal is kept.
  init?(_ context: ToolContext, _ tool: ToolDeclaration, _ operation: Operation, _ arguments: JSONObject) {
    guard let journal = context.journal, operation.kind.isWrite else { return nil }
    (self.journal, self.operation, self.tool) = (journal, operation, tool.name)
    digest = Self.digest(arguments)
    mode = context.configuration.mode
    version = context.versions.server
  }

  /// The token of a confirmation is left out: the call is the same one with it and without.
  static func digest(_ arguments: JSONObject) -> String {
    var arguments = arguments
    arguments[Confirmation.tokenName] = nil
    return Hexadecimal.encode(SHA256.hash(JSONWriter.bytes(of: JSONValue.object(arguments).sortedMembers)))
  }

  /// Notes how the call was agreed to, for the records that follow.
  func agreed(_ consent: Consent, host: String?) {
    state.withLock { ($0.consent, $0.host) = (consent, host) }
  }

  /// Records that a write is about to be sent, and returns when the record is on the disk.
  ///
  /// Throws `journal_failed` if that is impossible; the write must not be sent then.
  func intent(_ requestID: String) async throws(PayInError) {
    do throws(JournalError) {
      let number = try await journal.append(entry(.intent, requestID), durably: true)
      state.withLock { state in
        guard state.firstRecord == nil else { return }
        (state.firstRecord, state.requestID) = (number, requestID)
      }
    } catch {
      throw PayInError(
        .journalFailed, operation, outcome: .notSent, retry: error.isTransient ? .safe : .never, detail: error.message)
    }
  }

  /// Records what became of the call.
  ///
  /// - Returns: the warning that it could not be recorded, if a write was sent.
  func outcome(of answer: ToolAnswer) async -> [Warning] {
    await record(answer.fields["outcome"]?.string ?? WriteResult.Outcome.done.rawValue, nil)
  }

  func outcome(of error: PayInError) async -> [Warning] {
    // A failed read before or after the write says nothing of the write.
    let isSent = state.withLock { $0.firstRecord != nil }
    let outcome = error.outcome ?? (isSent ? .unknown : .notSent)
    return await record(outcome.rawValue, error.code.rawValue)
  }

  /// Records that the call was refused because a person did not agree to it. A question is no refusal yet.
  func refused(_ result: ToolResult) async {
    guard result.isError, let code = result.object["code"]?.string else { return }
    _ = await record(PayInError.Outcome.notSent.rawValue, code)
  }

  private func record(_ outcome: String, _ error: String?) async -> [Warning] {
    let state = state.withLock(\.self)
    do throws(JournalError) {
      _ = try await journal.append(entry(.outcome, state.requestID, outcome, error), durably: false)
    } catch {
      // The failure of the call says enough where nothing was sent.
      if state.firstRecord != nil { return [Warning(.journalIncomplete, detail: error.message)] }
    }
    return []
  }

  private func entry(
    _ event: JournalEntry.Event, _ requestID: String?, _ outcome: String? = nil, _ error: String? = nil
  ) -> JournalEntry {
    let state = state.withLock(\.self)
    return JournalEntry(
      event, call: state.firstRecord, mode: mode.rawValue, host: state.host, tool: tool, digest: digest,
      confirmation: state.consent?.rawValue, requestID: requestID, outcome: outcome, error: error, version: version)
  }
}
