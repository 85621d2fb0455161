import SandboxAPI
import SandboxModel

/// What pages say, by meaning. Each language has its words for all of them; names in braces are replaced by values.
enum Phrase: String, Sendable, CaseIterable {
  // On every page
  case bannerTitle, bannerDetail, languages
  case copy, copied, copyAmount, copyAddress

  // Where an order stands
  case waiting, waitingDetail, partlyPaid, partlyPaidDetail, confirming, confirmingDetail
  case graceHeadline, graceDetail, timeLeft, graceLeft
  case paid, paidDetail, paidTooMuch, expired, expiredDetail, expiredPartly
  case away, onward, back

  // How to pay it
  case howToPay, send, network, toAddress, scan, qrLabel, sendOnly
  case amount, received, missing, confirmations, confirmationsNeeded, confirmationsSeen
  case payUntil, graceUntil, reference, orderId
  case transfers, transferPending, transferConfirmed, transferWrongToken, transferWrongChain, transferTooLate
  case simulator, simulatorDetail, payExact, payPartial, payOver, payWrongToken, payWrongChain

  // The offer of a payment link
  case preview, left, offerEnds, yourAmount, amountHint, payWith, email, emailHint, toPayment
  case amountProblem, optionProblem, emailProblem, addressProblem
  case linkClosed, linkDraftDetail, linkArchivedDetail, linkExpired, linkExpiredDetail, soldOut, soldOutDetail

  // The dashboard
  case dashboard, token, tokenDetail, tokenWrong, open, clockNow, refresh
  case orders, noOrders, deposits, noDeposits, links, noLinks, pool
  case sum, chain, status, created, pay, paymentOf, payOrder, address, linkTitle, payerChooses, stock
  case statusWindow, statusGrace, statusCompleted, statusExpired, published, draft
  case kindExact, kindPartial, kindOver, kindWrongToken, kindWrongChain
  case deliveries, noDeliveries, event, attempts, answer, faults, noFaults, route, fault, hits, remaining
  case deliveryPending, deliverySending, deliverySuccess, deliveryFailed, deliveryCancelled
  case family, available, allocated, bound, cooling, setAside, archived

  // When there is nothing to show
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
