extension Call {
  var events: EventRepository { EventRepository(database: database) }
  var endpoints: EndpointRepository { EndpointRepository(database: database) }
  var deliveries: DeliveryRepository { DeliveryRepository(database: database) }
  var outbox: EventOutbox {
    EventOutbox(events: events, endpoints: endpoints, deliveries: deliveries, settings: settings)
  }
}
