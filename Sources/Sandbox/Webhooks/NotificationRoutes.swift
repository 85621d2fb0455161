/// All there is on webhooks but the controls, in either dialect.
enum NotificationRoutes {
  static let all = EndpointRoutes.all + NotificationLogRoutes.all
}
