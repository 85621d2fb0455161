extension Schema {
  /// The same conditions in other words: for IN with more than two values SQLite builds a table in each run of a
  /// statement, which was a third of its time for a new order. What is stored stays, so the text of a table may be
  /// changed in place (sqlite.org/lang_altertable.html, section 7).
  static let checks =
    """
    PRAGMA writable_schema = ON;
    UPDATE sqlite_schema SET sql = replace(
      sql, 'state IN (''available'', ''allocated'', ''bound'', ''archived'')',
      'state = ''available'' OR state = ''allocated'' OR state = ''bound'' OR state = ''archived''')
    WHERE name = 'addresses';
    UPDATE sqlite_schema SET sql = replace(
      sql, 'status IN (''pending'', ''completed'', ''expired'')',
      'status = ''pending'' OR status = ''completed'' OR status = ''expired''')
    WHERE name = 'orders';
    PRAGMA writable_schema = RESET;
    """
}
