/// What the sandbox has for people with a browser.
enum PageRoutes {
  static let all = PageAssets.routes + OrderPageRoutes.all + CheckoutPageRoutes.all + DashboardRoutes.all
}
