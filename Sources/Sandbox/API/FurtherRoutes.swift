/// What the service has beyond its documentation, in the documentation's manner. Before the other routes: some of these
/// paths would else be taken for ids.
enum FurtherRoutes {
  static let all: [Route] = [
    OrderStatisticsRoutes.all, OrderStatusRoutes.all, DepositReferenceRoutes.all, TransferRoutes.all, AssetRoutes.all,
    AddressPoolRoutes.all, DescriptionRoutes.all,
  ].flatMap { $0 }
}
