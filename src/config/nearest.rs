//! The nearest of some known words, for "did you mean".

/// The known word nearest to `word`, when it is near enough to be what was meant: at most a third of its letters
/// differ, and two at least may.
pub(super) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let patience = (word.chars().count() / 3).max(2);
    known
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= patience && *distance < candidate.chars().count())
        .min()
        .map(|(_, candidate)| candidate)
}

/// Letters to add, drop or change to get from one word to the other, regardless of case.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.to_lowercase().chars().enumerate() {
        let mut left = index + 1;
        let mut next = vec![left];
        for (column, candidate) in other.iter().enumerate() {
            let diagonal = row.get(column).copied().unwrap_or(usize::MAX);
            let above = row.get(column + 1).copied().unwrap_or(usize::MAX);
            let change = diagonal + usize::from(letter != *candidate);
            left = change.min(above.saturating_add(1)).min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_the_word_and_a_stranger_does_not() {
        let known = || ["token", "api_url", "updates", "owners"].into_iter();
        assert_eq!(nearest("tokn", known()), Some("token"));
        assert_eq!(nearest("api-url", known()), Some("api_url"));
        assert_eq!(nearest("owner", known()), Some("owners"));
        assert_eq!(nearest("colour", known()), None);
        assert_eq!(nearest("x", ["id"].into_iter()), None);
    }
}
