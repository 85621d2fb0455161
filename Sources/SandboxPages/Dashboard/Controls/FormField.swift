/// A field of a form with its label and, if its value cannot be used, a hint beside it.
struct FormField {
  let name: HTML
  let label: Phrase
  /// The text that is shown below; nil if the value can be used.
  var hint: Phrase?
  var values: KeyValuePairs<String, String> = [:]

  private var mark: HTML { hint == nil ? "" : " aria-invalid=\"true\" aria-describedby=\"\(name)-hint\"" }

  func text(_ view: DashboardContext, _ value: String, placeholder: String = "", kind: HTML = "text") -> HTML {
    wrap(
      view,
      """
      <input id="\(name)" name="\(name)" type="text" inputmode="\(kind)" value="\(exact: value)" \
      placeholder="\(exact: placeholder)" autocomplete="off" spellcheck="false"\(mark)>
      """)
  }

  func choice(_ view: DashboardContext, _ choices: [(value: String, label: String)], selected: String?) -> HTML {
    let options: [HTML] = choices.map { choice in
      let isSelected: HTML = choice.value == selected ? " selected" : ""
      return "<option value=\"\(exact: choice.value)\"\(isSelected)>\(choice.label)</option>"
    }
    return wrap(view, "<select id=\"\(name)\" name=\"\(name)\"\(mark)>\(options)</select>")
  }

  private func wrap(_ view: DashboardContext, _ control: HTML) -> HTML {
    let below: HTML? = hint.map { "<p class=\"wrong\" id=\"\(name)-hint\">\(view.text($0, values))</p>" }
    return "<div class=\"field\"><label for=\"\(name)\">\(view.text(label))</label>\(control)\(below)</div>"
  }
}
