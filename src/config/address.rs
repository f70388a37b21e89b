//! Addresses of servers, as far as the start must know that they are right: scheme, host, port, no more.

/// An address that was taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    /// As given, without a slash at the end.
    pub(super) text: String,
    /// Whether it is `https`.
    pub(super) is_secure: bool,
    /// Whether its host is this machine.
    pub(super) is_loopback: bool,
    /// Whether its host is in a network of one's own: what goes there unencrypted passes nobody else.
    pub(super) is_inside: bool,
}

/// Takes an address apart, or says what is wrong with it; the address itself is not repeated, for it might hold a
/// password.
pub(super) fn address(text: &str) -> Result<Address, &'static str> {
    let (is_secure, rest) = if let Some(rest) = text.strip_prefix("https://") {
        (true, rest)
    } else if let Some(rest) = text.strip_prefix("http://") {
        (false, rest)
    } else {
        return Err("found one that starts with neither https:// nor http://");
    };
    if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err("found a space in it");
    }
    if rest.contains(['?', '#']) {
        return Err("found one with ? or # in it");
    }
    let authority = rest.split('/').next().unwrap_or_default();
    if authority.contains('@') {
        return Err("found a user or password in it");
    }
    let (host, port) = split_port(authority).ok_or("found one without a host")?;
    if port.is_some_and(|port| !matches!(port.parse::<u16>(), Ok(1..))) {
        return Err("found a port that is not 1 to 65535");
    }
    let named = host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'));
    let ip = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().ok();
    if host.is_empty() || (!named && ip.is_none()) {
        return Err("found one without a proper host");
    }
    let is_loopback = ip.map_or(host == "localhost" || host.ends_with(".localhost"), |ip| ip.is_loopback());
    let is_inside = is_loopback || ip.map_or_else(|| is_name_inside(host), is_ip_inside);
    Ok(Address { text: text.trim_end_matches('/').to_owned(), is_secure, is_loopback, is_inside })
}

/// Names without a dot are those of containers and of machines next door.
fn is_name_inside(host: &str) -> bool {
    !host.contains('.') || [".local", ".internal", ".lan", ".home.arpa"].iter().any(|end| host.ends_with(end))
}

const fn is_ip_inside(ip: std::net::IpAddr) -> bool {
    match ip {
        std::net::IpAddr::V4(ip) => ip.is_private() || ip.is_link_local(),
        std::net::IpAddr::V6(ip) => ip.is_unique_local() || ip.is_unicast_link_local(),
    }
}

fn split_port(authority: &str) -> Option<(&str, Option<&str>)> {
    if authority.starts_with('[') {
        let (host, rest) = authority.split_once(']')?;
        let port = if rest.is_empty() { None } else { Some(rest.strip_prefix(':')?) };
        // The bracket is put back by `trim_matches` above: only the inside matters.
        return Some((host, port));
    }
    match authority.rsplit_once(':') {
        Some((host, port)) => Some((host, Some(port))),
        None => Some((authority, None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_loses_its_last_slash_and_shows_whether_it_is_ours() {
        let here = address("http://127.0.0.1:8080/").unwrap();
        assert_eq!(
            (here.text.as_str(), here.is_secure, here.is_loopback),
            ("http://127.0.0.1:8080", false, true)
        );
        let there = address("https://balcao.example.com/base/").unwrap();
        assert_eq!(
            (there.text.as_str(), there.is_secure, there.is_loopback),
            ("https://balcao.example.com/base", true, false)
        );
        assert!(address("http://[::1]:80").unwrap().is_loopback);
        assert!(address("http://localhost").unwrap().is_loopback);
        assert!(!address("http://evolution_api:8081").unwrap().is_loopback);
    }

    #[test]
    fn a_network_of_ones_own_is_told_from_the_world() {
        for inside in [
            "http://evolution:8080",
            "http://10.1.2.3",
            "http://192.168.0.9:1",
            "http://[fd00::1]",
            "http://bot.internal",
        ] {
            assert!(address(inside).unwrap().is_inside, "{inside}");
        }
        for outside in
            ["http://evolution.example.com", "http://8.8.8.8", "http://[2001:db8::1]", "http://172.32.0.1"]
        {
            assert!(!address(outside).unwrap().is_inside, "{outside}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for wrong in [
            "",
            "example.com",
            "ftp://example.com",
            "https://",
            "https://:80",
            "https://a b",
            "https://a:0",
            "https://a:99999",
            "https://a:b",
            "https://user:word@a",
            "https://a?x=1",
            "https://a#x",
            "https://ação",
            "http://[::1",
            "http://[x]:1",
        ] {
            assert!(address(wrong).is_err(), "{wrong}");
        }
    }
}
