//! Where secrets may come from and go to.

use super::tests::{SHOP, SMALL, load, refused};

#[test]
fn our_keys_leave_ones_own_network_only_encrypted() {
    for (from, key) in [
        ("https://graph.facebook.com", "channel[0].api_url"),
        ("http://127.0.0.1:8081", "channel[1].api_url"),
    ] {
        let line = refused(&SHOP.replacen(from, "http://api.example.com", 1));
        assert!(line.contains(key) && line.contains("expected https://"), "{line}");
        assert!(load(&SHOP.replacen(from, "http://evolution:8080", 1), &[]).is_ok(), "a container next door");
    }
}

#[test]
fn a_file_with_a_secret_is_a_small_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    let named = |path: &str| SMALL.replace("token = \"123:ABC\"", &format!("token_file = {path:?}"));
    let small = named(&file.display().to_string());
    std::fs::write(&file, "123:ABC\n").unwrap();
    assert!(load(&small, &[]).is_ok());
    std::fs::write(&file, "x".repeat(20_000)).unwrap();
    assert!(refused(&small).contains("expected a small one"), "{}", refused(&small));
    // One that never ends.
    assert!(
        refused(&named("/dev/zero")).contains("telegram.token_file: "),
        "{}",
        refused(&named("/dev/zero"))
    );
}
