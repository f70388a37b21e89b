//! A loopback port whose connections can be cut without a byte of an answer.
//!
//! Needed: "the provider closed the connection after it had accepted". Chosen: the stream under the HTTP server refuses
//! to write once it is cut, so the server gives the connection up before the first byte. Rejected: a body that ends in
//! an error (the client has seen a status by then), a handler that panics (it would be logged as a defect).

use crate::supervise::Supervisor;
use axum::Router;
use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// One client's connection, as a handler sees it.
#[derive(Debug, Clone, Default)]
pub(in crate::demo) struct Link(Arc<AtomicBool>);

impl Link {
    /// Nothing more is written to this connection; the answer that follows never leaves.
    pub(in crate::demo) fn cut(&self) {
        self.0.store(true, Ordering::Release);
    }
}

impl Connected<IncomingStream<'_, Port>> for Link {
    fn connect_info(stream: IncomingStream<'_, Port>) -> Self {
        stream.remote_addr().clone()
    }
}

/// The port.
#[derive(Debug)]
pub(in crate::demo) struct Port {
    listener: TcpListener,
    address: SocketAddr,
    visits: Visits,
}

/// Who came to a port and who is still there. Clones are the same one.
#[derive(Debug, Clone, Default)]
pub(in crate::demo) struct Visits(watch::Sender<Visitors>);

#[derive(Debug, Clone, Copy, Default)]
struct Visitors {
    came: u64,
    here: u64,
}

impl Visits {
    fn comes(&self) -> Visit {
        self.0.send_modify(|visitors| {
            visitors.came += 1;
            visitors.here += 1;
        });
        Visit(self.clone())
    }

    /// Ends when nobody is connected to this port any more, nor waits to be let in: what clients that are gone had asked
    /// for is done by then, or will never be.
    pub(in crate::demo) async fn over(&self, url: &str) -> io::Result<()> {
        let mut visitors = self.0.subscribe();
        let came = visitors.borrow_and_update().came;
        // Connections are let in one after the other: when ours is, those before it were.
        let address = url.rsplit('/').next().unwrap_or_default();
        let ours = TcpStream::connect(address).await?;
        let gone = io::Error::from(io::ErrorKind::ConnectionAborted);
        visitors.wait_for(|now| now.came > came).await.map_err(|_closed| gone)?;
        drop(ours);
        let gone = io::Error::from(io::ErrorKind::ConnectionAborted);
        visitors.wait_for(|now| now.here == 0).await.map(drop).map_err(|_closed| gone)
    }
}

/// Somebody is here as long as this is.
#[derive(Debug)]
struct Visit(Visits);

impl Drop for Visit {
    fn drop(&mut self) {
        self.0.0.send_modify(|visitors| visitors.here = visitors.here.saturating_sub(1));
    }
}

impl Port {
    /// Takes the port; 0 lets the system choose one.
    pub(in crate::demo) async fn bind(listen: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind(listen).await?;
        let address = listener.local_addr()?;
        Ok(Self { listener, address, visits: Visits::default() })
    }

    /// `http://host:port`, without a slash at the end.
    pub(in crate::demo) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Who is here.
    pub(in crate::demo) fn visits(&self) -> Visits {
        self.visits.clone()
    }

    /// Answers calls until everything shall stop.
    pub(in crate::demo) fn serve(self, name: &'static str, routes: Router, supervisor: &Supervisor) {
        let stopping = supervisor.stopping();
        supervisor.spawn(name, async move {
            let service = routes.into_make_service_with_connect_info::<Link>();
            let served = axum::serve(self, service).with_graceful_shutdown(stopping.cancelled_owned()).await;
            if let Err(error) = served {
                tracing::error!(server.name = name, %error, "an embedded server ended");
            }
        });
    }
}

impl Listener for Port {
    type Io = Severable;
    type Addr = Link;

    async fn accept(&mut self) -> (Severable, Link) {
        let (stream, _address) = Listener::accept(&mut self.listener).await;
        if let Err(error) = stream.set_nodelay(true) {
            // Answers may wait for the client's acknowledgement then, which is slow but right.
            tracing::debug!(%error, "no-delay was refused");
        }
        let link = Link::default();
        (Severable { stream, link: link.clone(), _visit: self.visits.comes() }, link)
    }

    fn local_addr(&self) -> io::Result<Link> {
        Ok(Link::default())
    }
}

/// A stream that refuses to write once its link is cut.
#[derive(Debug)]
pub(in crate::demo) struct Severable {
    stream: TcpStream,
    link: Link,
    _visit: Visit,
}

impl Severable {
    fn check(&self) -> io::Result<()> {
        if self.link.0.load(Ordering::Acquire) {
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        Ok(())
    }
}

impl AsyncRead for Severable {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Severable {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
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
