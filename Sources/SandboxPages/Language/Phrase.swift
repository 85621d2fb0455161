import SandboxAPI
import SandboxModel

/// The texts of the pages by their meaning. Each language has a text for all of them; values replace names in braces.
enum Phrase: String, Sendable, CaseIterable {
  // Every page
  case bannerTitle, bannerDetail, languages
  case copy, copied, copyAmount, copyAddress

  // State of an order
  case waiting, waitingDetail, partlyPaid, partlyPaidDetail, confirming, confirmingDetail
  case graceHeadline, graceDetail, timeLeft, graceLeft
  case paid, paidDetail, paidTooMuch, expired, expiredDetail, expiredPartly
  case away, onward, back

  // Payment of an order
  case howToPay, send, network, toAddress, scan, qrLabel, sendOnly
  case amount, received, missing, confirmations, confirmationsNeeded, confirmationsSeen
  case payUntil, graceUntil, reference, orderId
  case transfers, transferPending, transferConfirmed, transferWrongToken, transferWrongChain, transferTooLate
  case simulator, simulatorDetail, payExact, payPartial, payOver, payWrongToken, payWrongChain

  // Payment link
  case preview, left, offerEnds, yourAmount, amountHint, payWith, email, emailHint, toPayment
  case amountProblem, optionProblem, emailProblem, addressProblem
  case linkClosed, linkDraftDetail, linkArchivedDetail, linkExpired, linkExpiredDetail, soldOut, soldOutDetail

  // Dashboard
  case dashboard, token, tokenDetail, tokenWrong, open, clockNow, refresh
  case orders, noOrders, deposits, noDeposits, links, noLinks, pool
  case sum, chain, status, created, pay, paymentOf, payOrder, address, linkTitle, payerChooses, stock
  case statusWindow, statusGrace, statusCompleted, statusExpired, published, draft
  case kindExact, kindPartial, kindOver, kindWrongToken, kindWrongChain
  case deliveries, noDeliveries, event, attempts, answer, faults, noFaults, route, fault, hits, remaining
  case deliveryPending, deliverySending, deliverySuccess, deliveryFailed, deliveryCancelled
  case family, available, allocated, bound, cooling, setAside, archived

  // Errors
  case notFound, notFoundDetail, forbidden, forbiddenDetail, badRequest, failed, failedDetail
}

extension PageLanguage {
  var phrases: [Phrase: String] {
    switch self {
    case .english: Phrase.english
    case .chinese: Phrase.chinese
    }
  }
}
