//! An async function as a value: how the application is plugged into the edge without the edge knowing it.
//!
//! Wanted: the lanes and the webhook server call code of modules that come after them. A trait with one
//! implementation would say the same with more words, a generic parameter would climb through every type that
//! holds one; a boxed function stays where it is. The box costs one small allocation a call.

use futures::future::BoxFuture;
use std::fmt;
use std::sync::Arc;

/// An async function from `I` to `O` that can be kept, cloned and called from any task.
pub struct Plug<I, O>(Arc<dyn Fn(I) -> BoxFuture<'static, O> + Send + Sync>);

impl<I, O> Plug<I, O> {
    /// Wraps a function.
    pub fn new<F, Fut>(function: F) -> Self
    where
        F: Fn(I) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = O> + Send + 'static,
    {
        Self(Arc::new(move |input| Box::pin(function(input))))
    }

    /// Calls it.
    pub fn call(&self, input: I) -> BoxFuture<'static, O> {
        (self.0)(input)
    }
}

impl<I, O> Clone for Plug<I, O> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<I, O> fmt::Debug for Plug<I, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Plug")
    }
}
