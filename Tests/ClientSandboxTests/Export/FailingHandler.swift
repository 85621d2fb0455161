import PayInTools

/// A handler of webhooks whose own work waits for the file `release` the first time, and then fails.
enum FailingHandler {
  static let name = "failing_handler"

  static func program(in language: ExportLanguage, for target: ExportTarget) -> String {
    let text = ExportedProgram(.webhookHandler, in: language, for: target).text
    let (start, work) = work(in: language)
    precondition(text.contains(start))
    return text.replacing(start, with: start + work)
  }

  /// The line that the work begins with, and what is put behind it. A shell must not go on after the command that fails.
  private static func work(in language: ExportLanguage) -> (start: String, work: String) {
    switch language {
    case .curl:
      (
        "handle() { # FILE\n",
        """
          if [[ ! -e $events_folder/started ]]; then
            touch "$events_folder/started"
            until [[ -e $events_folder/release ]]; do sleep 0.01; done
            false
            echo 'paid: after a failure' >&2
          fi

        """
      )
    case .typescript:
      (
        "async function handle(event: any): Promise<void> {\n",
        """
          if (!existsSync(join(eventsFolder, "started"))) {
            writeFileSync(join(eventsFolder, "started"), "");
            while (!existsSync(join(eventsFolder, "release"))) await new Promise((next) => setTimeout(next, 10));
            throw new Error("failed");
          }

        """
      )
    case .python:
      (
        "def handle(event):\n",
        """
            if not (EVENTS_FOLDER / "started").exists():
                (EVENTS_FOLDER / "started").touch()
                while not (EVENTS_FOLDER / "release").exists():
                    time.sleep(0.01)
                raise RuntimeError("failed")

        """
      )
    case .php:
      (
        "function handle(array $event): void\n{\n",
        """
            if (!file_exists(EVENTS_FOLDER . '/started')) {
                touch(EVENTS_FOLDER . '/started');
                while (!file_exists(EVENTS_FOLDER . '/release')) {
                    usleep(10000);
                    clearstatcache();
                }
                throw new RuntimeException('failed');
            }

        """
      )
    case .go:
      (
        "func handle(event event) error {\n",
        """
        \tstarted, release := filepath.Join(eventsFolder, "started"), filepath.Join(eventsFolder, "release")
        \tif _, err := os.Stat(started); err != nil {
        \t\tos.WriteFile(started, nil, 0o600)
        \t\tfor err != nil {
        \t\t\ttime.Sleep(10 * time.Millisecond)
        \t\t\t_, err = os.Stat(release)
        \t\t}
        \t\treturn errors.New("failed")
        \t}

        """
      )
    }
  }
}
