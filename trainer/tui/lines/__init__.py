"""Lines of text as pure functions: Markdown, layout, chrome."""
