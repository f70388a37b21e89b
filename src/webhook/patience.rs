//! Connections that are not waited for: so many at a time, and each cut off that brings nothing, brings it too slowly or
//! does not take its answer.
//!
//! Needed: who opens connections and sends a byte now and then must not keep anybody else out, and a stop must not wait for
//! them. Chosen: a connection has a deadline, wherever it stands. Until its first request is answered, and from the first
//! byte of each further one until something is written, it has [`Patience::request`]; between two requests
//! [`Patience::idle`]. So it does not matter in which part of a request somebody is slow: head, body or answer. Rejected:
//! an HTTP server of our own, for the one time-out that axum's does not have.

use axum::serve::Listener;
use std::future::Future as _;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Sleep, sleep};

/// How long is waited for what.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// From the first byte of a request to that of its answer.
    pub request: Duration,
    /// Between two requests.
    pub idle: Duration,
}

/// A listener that takes so many connections at a time; who comes then waits outside until one ends.
pub(super) struct Patient {
    pub(super) listener: TcpListener,
    pub(super) room: Arc<Semaphore>,
    pub(super) patience: Patience,
}

impl Listener for Patient {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        // Never closed; without a permit the connection would only not be counted.
        let permit = Arc::clone(&self.room).acquire_owned().await.ok();
        let (stream, address) = Listener::accept(&mut self.listener).await;
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "answers may wait for a moment");
        }
        (Connection::new(stream, self.patience, permit), address)
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.listener.local_addr()
    }
}

/// A connection with a deadline.
pub(super) struct Connection {
    stream: TcpStream,
    patience: Patience,
    deadline: Pin<Box<Sleep>>,
    /// Nothing has come since the last answer.
    is_idle: bool,
    _permit: Option<OwnedSemaphorePermit>,
}

impl Connection {
    fn new(stream: TcpStream, patience: Patience, permit: Option<OwnedSemaphorePermit>) -> Self {
        let deadline = Box::pin(sleep(patience.request));
        Self { stream, patience, deadline, is_idle: false, _permit: permit }
    }

    fn within(&mut self, time: Duration) {
        if let Some(at) = Instant::now().checked_add(time) {
            self.deadline.as_mut().reset(at);
        }
    }

    /// `Ready` when the time is over.
    fn is_over(&mut self, context: &mut Context<'_>) -> Poll<io::Error> {
        self.deadline.as_mut().poll(context).map(|()| io::Error::from(io::ErrorKind::TimedOut))
    }

    /// What a write came to: one that gets on is an answer, after which the next request may take its time.
    fn written<T>(&mut self, context: &mut Context<'_>, done: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        match done {
            Poll::Ready(Ok(written)) => {
                self.is_idle = true;
                self.within(self.patience.idle);
                Poll::Ready(Ok(written))
            }
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => {
                if self.is_idle {
                    // An answer that is not taken: as long as a request, and no longer.
                    self.is_idle = false;
                    self.within(self.patience.request);
                }
                self.is_over(context).map(Err)
            }
        }
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = into.filled().len();
        match Pin::new(&mut self.stream).poll_read(context, into) {
            Poll::Ready(Ok(())) => {
                if self.is_idle && into.filled().len() > before {
                    self.is_idle = false;
                    let time = self.patience.request;
                    self.within(time);
                }
                Poll::Ready(Ok(()))
            }
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => self.is_over(context).map(Err),
        }
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.written(context, done)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write_vectored(context, pieces);
        self.written(context, done)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
