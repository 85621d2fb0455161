/// The assignment of patterns to elements that fit them.
enum BipartiteMatching {
  /// Whether each row can have a column of its own: augmenting paths (Kuhn), in time by rows times candidates.
  ///
  /// - Parameter candidates: the columns that each row may have.
  static func isPerfect(_ candidates: [[Int]], count: Int) -> Bool {
    var rowOfColumn = [Int?](repeating: nil, count: count)
    return candidates.indices.allSatisfy { assign($0, candidates, &rowOfColumn) }
  }

  /// Gives the row a column, and other rows other columns for it if that is needed. Searches in breadth: as deep a
  /// recursion as there are rows would end the stack.
  private static func assign(_ row: Int, _ candidates: [[Int]], _ rowOfColumn: inout [Int?]) -> Bool {
    var rowBefore = [Int?](repeating: nil, count: rowOfColumn.count)
    var queue = [row]
    var next = 0
    while next < queue.count {
      let current = queue[next]
      next += 1
      for column in candidates[current] where rowBefore[column] == nil {
        rowBefore[column] = current
        guard let holder = rowOfColumn[column] else {
          take(column, for: row, rowBefore, &rowOfColumn)
          return true
        }
        queue.append(holder)
      }
    }
    return false
  }

  /// Moves each row on the way back to the column that was found for it.
  private static func take(_ free: Int, for row: Int, _ rowBefore: [Int?], _ rowOfColumn: inout [Int?]) {
    var column = free
    while let holder = rowBefore[column] {
      let earlier = rowOfColumn.firstIndex(of: holder)
      rowOfColumn[column] = holder
      guard holder != row, let earlier else { return }
      column = earlier
    }
  }
}
