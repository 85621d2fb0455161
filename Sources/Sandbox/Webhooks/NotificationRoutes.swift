/// All there is on webhooks, in either dialect.
enum NotificationRoutes {
  static let all = EndpointRoutes.all + NotificationLogRoutes.all + WebhookControlRoutes.all
}
