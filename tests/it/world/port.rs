//! The ports on which the service of a world listens, one for each of its lives, kept until the world ends. The port of a
//! service that is down would be free otherwise: were the servers of another world to get it, what is still sent to that
//! service would be taken there, and be missing here.

use std::net::{Ipv4Addr, SocketAddr};
use tokio::net::TcpSocket;

/// Ports that nobody else is given, though the service can listen on them.
#[derive(Default)]
pub(super) struct Ports(Vec<TcpSocket>);

impl Ports {
    /// Another one. Who says that a port may be used twice, as listeners do, can have it while nobody listens on it.
    pub(super) fn another(&mut self) -> SocketAddr {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_reuseaddr(true).unwrap();
        socket.bind((Ipv4Addr::LOCALHOST, 0).into()).unwrap();
        let address = socket.local_addr().unwrap();
        self.0.push(socket);
        address
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_port_of_a_service_that_is_down_is_given_to_nobody_else() {
    let mut world = super::World::new().await;
    let address = world.address();
    world.dies().await;
    let taken = TcpSocket::new_v4().unwrap().bind(address).unwrap_err();
    assert_eq!(taken.kind(), std::io::ErrorKind::AddrInUse);
    world.start().await;
    assert_ne!(world.address(), address);
    world.ends_well().await;
}
