import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct AddressStateTests {
  private static let now = Timestamp(milliseconds: 1_738_060_200_000)

  /// The end of the rest, in milliseconds from now.
  @Test(
    arguments: [
      (AddressState.available, nil, AddressState.available), (.available, 1, .coolingDown), (.available, 0, .available),
      (.available, -1, .available), (.allocated, 1, .allocated), (.bound, 1, .bound), (.archived, 1, .archived),
    ] as [(AddressState, Int64?, AddressState)])
  func onlyWhatIsNotInUseCoolsDown(_ stored: AddressState, _ rest: Int64?, _ state: AddressState) {
    let end = rest.map { Timestamp(milliseconds: Self.now.milliseconds + $0) }
    #expect(AddressState.of(stored: stored, coolingUntil: end, now: Self.now) == state)
  }

  @Test(
    arguments: [
      (AddressState.available, AddressState.archived, AddressState.available), (.coolingDown, .archived, .coolingDown),
      (.archived, .archived, .available), (.allocated, nil, .allocated), (.bound, nil, .bound),
    ] as [(AddressState, AddressState?, AddressState)])
  func addressInUseIsNotArchived(_ state: AddressState, _ archived: AddressState?, _ unarchived: AddressState) {
    #expect(state.after(.archive) == archived)
    #expect(state.after(.unarchive) == unarchived)
  }
}
