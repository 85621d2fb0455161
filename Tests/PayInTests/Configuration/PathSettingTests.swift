import Testing

@testable import PayIn

@Suite struct PathSettingTests {
  @Test(arguments: [
    ("/a/b", "/a/b"), ("a/b", "a/b"), ("~/a", "/home/me/a"), ("~", "/home/me"), ("~/", "/home/me/"), ("/a/~b", "/a/~b"),
    ("/a~/b", "/a~/b"), ("/price$/5$", "/price$/5$"), ("/a/$5/b", "/a/$5/b"), ("/a/é b", "/a/é b"),
  ])
  func homeStandsForALeadingTilde(_ text: String, _ path: String) throws {
    #expect(try PathSetting.resolve(text, home: "/home/me") == path)
  }

  @Test(arguments: [
    ("", PathSetting.ValidationError.empty), ("${HOME}/a", .unexpanded), ("$HOME/a", .unexpanded),
    ("/a/$USER", .unexpanded),
    ("/a/$_x", .unexpanded), ("/a/b${X}", .unexpanded), ("$(pwd)/a", .unexpanded), ("~other/a", .tilde),
    ("~other", .tilde), ("/a/~/b", .tilde), ("~/~", .tilde), ("~/${X}", .unexpanded),
  ])
  func whatOnlyAShellExpandsIsRefused(_ text: String, _ error: PathSetting.ValidationError) {
    #expect(throws: error) { try PathSetting.resolve(text, home: "/home/me") }
  }

  @Test(arguments: [nil, "", "~", "${HOME}", "relative", "/home/${USER}", "/a/~"])
  func tildeNeedsAHome(_ home: String?) throws {
    #expect(throws: PathSetting.ValidationError.noHome) { try PathSetting.resolve("~/a", home: home) }
    #expect(try PathSetting.resolve("/a", home: home) == "/a")
  }

  @Test func tildeIsExpandedInThePathOfAuthorities() throws {
    let environment = ["HOME": "/home/me", "PAYIN_CA_BUNDLE": "~/ca.pem"]
    #expect(try Configuration.load(environment: environment).certificateBundle == "/home/me/ca.pem")
    let error = #expect(throws: ConfigurationError.self) {
      try Configuration.load(environment: ["HOME": "/home/me", "PAYIN_CA_BUNDLE": "${HOME}/ca.pem"])
    }
    #expect(error?.errors == [SettingError("PAYIN_CA_BUNDLE", .path(.unexpanded))])
  }
}
