"""The product's few drawn signs, as paths on a 16 × 16 grid; drawn for this product."""

PATHS = {
    "dot": "M8 7.5v1",
    "home": "M2 8l6-5 6 5M4 7v6h8V7",
    "plan": "M4 2h6l3 3v9H4zM10 2v3h3M6 8h5M6 11h5",
    "campaign": "M4 14V2M4 3h8l-2 3 2 3H4",
    "award": "M8 9a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM6 8.5L5 14l3-1.8L11 14l-1-5.5",
    "document": "M4 2h6l2.5 2.5V14H4zM10 2v3h2.5",
    "book": "M3 3h4.5v10H3zM8.5 3H13v10H8.5z",
    "law": "M8 2v12M4 14h8M3 5h10M3 5l-1.5 4h3zM13 5l-1.5 4h3z",
    "people": (
        "M6 7.5a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM2 13c0-5 8-5 8 0"
        "M11 7a1.8 1.8 0 1 0 0-3.6M14 12q0-2-2.5-3"
    ),
    "units": "M6 2h4v3H6zM2 11h4v3H2zM10 11h4v3h-4zM8 5v3M4 11V8h8v3",
    "bell": "M4 11V7.5a4 4 0 0 1 8 0V11l1 1.5H3zM6.8 14h2.4",
    "search": "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.5 10.5L14 14",
    "round": "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 5v3l2 2",
    "register": "M3 3h10v10H3zM3 6.5h10M6.5 6.5V13",
    "log": "M3 3h10M3 6.5h10M3 10h7M3 13.5h7",
    "key": "M5.5 10.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM8 8h6M12 8v2.5",
    "help": "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM6.3 6.3C6.5 5 9.7 5 9.7 6.8 9.7 8 8 8 8 9.3M8 11.3v.2",
    "story": "M3 3h10v8H8l-3 3v-3H3z",
    "plus": "M8 3v10M3 8h10",
    "up": "M8 13V3M4 7l4-4 4 4",
    "down": "M8 3v10M4 9l4 4 4-4",
    "trash": "M3 4.5h10M6 4.5V3h4v1.5M4.5 4.5l.6 9h5.8l.6-9",
    "download": "M8 2.5V10M5 7.5L8 10.5l3-3M3 13.5h10",
    "print": "M4.5 6V2.5h7V6M4.5 11.5H3V6h10v5.5h-1.5M4.5 9.5h7v4h-7z",
    "check": "M3 8.5l3.2 3.2L13 5",
    "clip": "M11 5.5L6.3 10.2a1.3 1.3 0 0 0 1.8 1.8l5-5a2.6 2.6 0 0 0-3.7-3.7L4.2 8.5a3.9 3.9 0 0 0 5.5 5.5",
    "send": "M2 8l12-5-4.5 11-2.5-4.5z",
    "back": "M7 3L2.5 7.5 7 12M3 7.5h6a4 4 0 0 1 4 4v1",
    "menu": "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
}
