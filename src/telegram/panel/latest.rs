//! The newest message of each chat and topic, as far as it was seen since the start: from people and from ourselves.

use crate::domain::limit;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// A chat, or a topic in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The chat.
    pub chat_id: i64,
    /// The topic; 0 outside topics.
    pub thread_id: i32,
}

/// A bounded map that forgets what has not been written for longest: two generations, the older of which is dropped
/// when the younger is full. Forgetting costs a panel that is edited although something stands below it.
#[derive(Debug)]
pub(in crate::telegram) struct Recent<K, V> {
    young: HashMap<K, V>,
    old: HashMap<K, V>,
    most: usize,
}

impl<K: Eq + std::hash::Hash, V: Copy> Recent<K, V> {
    pub(in crate::telegram) fn new(most: usize) -> Self {
        Self { young: HashMap::new(), old: HashMap::new(), most }
    }

    pub(in crate::telegram) fn get(&self, key: &K) -> Option<V> {
        self.young.get(key).or_else(|| self.old.get(key)).copied()
    }

    pub(in crate::telegram) fn put(&mut self, key: K, value: V) {
        if self.young.len() >= self.most / 2 && !self.young.contains_key(&key) {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, value);
    }

    #[cfg(test)]
    fn len(&self) -> usize {
        self.young.len() + self.old.len()
    }
}

/// The newest message of each place. Ids grow within a chat.
#[derive(Debug)]
pub(in crate::telegram) struct Latest(Mutex<Recent<Place, i32>>);

impl Default for Latest {
    fn default() -> Self {
        Self(Mutex::new(Recent::new(limit::LATEST_SEEN_MAX)))
    }
}

impl Latest {
    pub(in crate::telegram) fn saw(&self, place: Place, message_id: i32) {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let latest = seen.get(&place).map_or(message_id, |known| known.max(message_id));
        seen.put(place, latest);
    }

    pub(in crate::telegram) fn of(&self, place: Place) -> Option<i32> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_message_is_the_one_with_the_highest_id_in_its_own_topic() {
        let latest = Latest::default();
        let (chat, topic) = (Place { chat_id: 5, thread_id: 0 }, Place { chat_id: 5, thread_id: 9 });
        latest.saw(chat, 7);
        latest.saw(chat, 6);
        latest.saw(topic, 30);
        assert_eq!((latest.of(chat), latest.of(topic)), (Some(7), Some(30)));
        assert_eq!(latest.of(Place { chat_id: 6, thread_id: 0 }), None);
    }

    #[test]
    fn the_map_is_bounded_and_keeps_what_is_in_use() {
        let mut recent = Recent::new(10);
        for key in 0..1_000 {
            recent.put(key, key);
            recent.put(-1, key);
            assert!(recent.len() <= 10);
            assert_eq!(recent.get(&-1), Some(key));
        }
        assert_eq!((recent.get(&999), recent.get(&0)), (Some(999), None));
    }
}
