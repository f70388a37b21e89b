//! How the list of sentences becomes an enum.

/// Declares the keys with their names in the files.
macro_rules! keys {
    ($($name:ident = $id:literal,)*) => {
        /// A sentence. Named after what it is for; its words are in `locales/<tag>/*.ftl`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Key {
            $(#[doc = concat!("`", $id, "`")] $name,)*
        }

        impl Key {
            /// All of them, in the order of the files.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The name in the files.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }
        }
    };
}

pub(super) use keys;
