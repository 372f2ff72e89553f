"""Goals as stored, joined with their arithmetic into the answers of measures."""
