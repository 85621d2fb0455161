/// What came out, as a table for people: tools that said the same stand in one row.
struct FaultTable: CustomStringConvertible {
  private var rows: [[String]] = [["fault", "code · retry · outcome", "writes", "slowest", "tools"]]

  mutating func add(_ fault: Fault, _ runs: [FaultBench.Run]) {
    let names = Probe.all.map(\.name)
    let groups = Dictionary(grouping: runs) { "\(Verdict($0.result))" }
    func position(_ runs: [FaultBench.Run]) -> Int {
      names.firstIndex { name in runs.contains { $0.probe.name == name } } ?? names.count
    }
    let ordered = groups.sorted { position($0.value) < position($1.value) }
    for (index, group) in ordered.enumerated() {
      let tools = names.filter { name in group.value.contains { $0.probe.name == name } }
      let writes = Set(group.value.map(\.writes)).sorted().map(String.init)
      let slowest = group.value.map(\.duration).max() ?? .zero
      rows.append([
        index == 0 ? fault.name : "", group.key, writes.joined(separator: ", "),
        "\(Int(slowest / .milliseconds(1))) ms", tools.joined(separator: ", "),
      ])
    }
  }

  var description: String {
    let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ") + "  " + row[4]
    }.joined(separator: "\n")
  }
}
