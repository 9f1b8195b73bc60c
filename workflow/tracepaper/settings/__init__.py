"""Settings: YAML in config/ to frozen dataclasses, checked by schema. The only reader of config/."""
