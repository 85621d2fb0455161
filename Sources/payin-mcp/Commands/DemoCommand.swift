import ArgumentParser
import Glibc

/// Plays a whole scenario through this program, in memory and on this machine, and checks every answer.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: localized("Play a whole story through the server and check every answer.", "通过服务器演示完整流程并检查每个应答。"),
    discussion: localized(
      """
      An order is paid, a user pays in, a payment link is published. All of it is in memory: no key, no money, and nothing \
      leaves this machine. Exit status: 0 if every answer was as expected, else 1.

      payin-mcp demo
      PAYIN_LANG=zh payin-mcp demo
      """,
      """
      订单完成付款，用户充值，支付链接发布。全部在内存中进行：无需密钥，不涉及资金，也不离开本机。退出状态：全部应答符合预期为 0，否则为 1。

      payin-mcp demo
      PAYIN_LANG=en payin-mcp demo
      """))

  @OptionGroup var language: LanguageOption

  func run() throws {
    signal(SIGPIPE, SIG_IGN)
    let start = ContinuousClock.now
    var story: DemoStory?
    do throws(DemoFailure) {
      let server = try DemoServer()
      let playing = DemoStory(server)
      story = playing
      try playing.play()
      playing.transcript.end(answers: server.answers, start.duration(to: .now))
    } catch {
      DemoTranscript().failure(story?.currentCall ?? "payin-mcp", error.reason)
      throw ExitStatus.failure
    }
  }
}
