//! What a message costs before it is sent: rate tables by market and category, in force from a day on.
