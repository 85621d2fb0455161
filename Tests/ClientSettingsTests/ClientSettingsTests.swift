import ClientSettings
import Testing

@Suite struct ClientSettingsTests {}
