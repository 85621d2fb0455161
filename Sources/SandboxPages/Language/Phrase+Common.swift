extension Phrase {
  // MARK: Every page

  static let bannerTitle = Phrase("Sandbox — no real money.", "沙盒环境，不涉及真实资金。")
  static let bannerDetail = Phrase(
    "Never send real tokens to an address shown here: nobody holds its key.",
    "切勿向此处显示的地址转入真实代币：没有人持有其私钥。")
  static let languages = Phrase("Language", "语言")
  static let copy = Phrase("Copy", "复制")
  static let copied = Phrase("Copied", "已复制")
  static let copyAmount = Phrase("Copy the amount", "复制金额")
  static let copyAddress = Phrase("Copy the address", "复制地址")

  // MARK: Errors

  static let notFound = Phrase("Not found", "页面不存在")
  static let notFoundDetail = Phrase(
    "There is nothing at this address. Check that the link is complete.",
    "此地址没有任何内容，请检查链接是否完整。")
  static let forbidden = Phrase("This form is not valid here", "表单无效")
  static let forbiddenDetail = Phrase(
    "It was made by another sandbox, or before this one was started again. Load the page anew.",
    "该表单来自其他沙盒，或在沙盒重启之前生成。请重新加载页面。")
  static let badRequest = Phrase("This was not understood", "无法理解该请求")
  static let failed = Phrase("Something went wrong", "出错了")
  static let failedDetail = Phrase("The sandbox says: {reason}", "沙盒返回：{reason}")
}
