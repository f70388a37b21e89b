//! Chromium, driven by its own driver over `WebDriver`: what a person at the page can do and see.
//!
//! Nothing waits for a time: whatever is asked for is looked for in the page itself until it is there, for
//! [`PATIENCE`]. Every browser has a profile of its own and is gone when its test ends, also when it fails.

use axum::http::{Request, Response};
use bytes::Bytes;
use serde_json::{Value, json};
use std::future::Future;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use thirtyfour::error::{WebDriverErrorInner, WebDriverResult};
use thirtyfour::session::http::{Body, HttpClient};
use thirtyfour::{ChromiumLikeCapabilities as _, DesiredCapabilities, Key, WebDriver, WebElement};

/// How long something may take to show: a slow machine with much other work, and no more.
const PATIENCE: Duration = Duration::from_secs(90);
/// How often a driver that could not have its port is started again.
const STARTS_MAX: usize = 5;
const MISSING: &str = "The browser test needs Chromium and its driver. `tests/run` installs them \
                       (on Debian: apt-get install chromium chromium-driver).";

/// What the page is looked at on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Screen {
    /// 1280 by 900.
    Laptop,
    /// 390 by 844, with fingers.
    Phone,
}

/// A browser with one page open.
pub(crate) struct Browser {
    driver: WebDriver,
    // Dropped after the session, in this order.
    _chromedriver: Chromedriver,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts a browser and opens an address.
    pub(crate) async fn open(address: &str, screen: Screen) -> Self {
        let chromium = find(&["chromium", "chromium-browser", "google-chrome"]).expect(MISSING);
        let chromedriver = Chromedriver::start();
        let profile = tempfile::tempdir().unwrap();
        let mut wanted = DesiredCapabilities::chrome();
        wanted.set_binary(chromium.to_str().unwrap()).unwrap();
        let profile_flag = format!("--user-data-dir={}", profile.path().display());
        for flag in [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-proxy-server",
            "--hide-scrollbars",
            "--lang=pt-BR",
            "--window-size=1280,900",
            &profile_flag,
        ] {
            wanted.add_arg(flag).unwrap();
        }
        if screen == Screen::Phone {
            let metrics = json!({"width": 390, "height": 844, "pixelRatio": 2.0, "touch": true});
            wanted.add_experimental_option("mobileEmulation", json!({"deviceMetrics": metrics})).unwrap();
        }
        let http = reqwest::Client::builder().no_proxy().timeout(PATIENCE * 2).build().unwrap();
        let driver =
            WebDriver::builder(chromedriver.address.clone(), wanted).client(Http(http)).await.unwrap();
        if screen == Screen::Laptop {
            // The window has a frame even without a screen: what counts is what the page gets.
            let frame = "return [outerWidth - innerWidth, outerHeight - innerHeight]";
            let frame: [u32; 2] = driver.execute(frame, vec![]).await.unwrap().convert().unwrap();
            driver.set_window_rect(0, 0, 1280 + frame[0], 900 + frame[1]).await.unwrap();
        }
        driver.set_script_timeout(PATIENCE).await.unwrap();
        driver.goto(address).await.unwrap();
        Self { driver, _chromedriver: chromedriver, _profile: profile }
    }

    /// Waits for a visible element with these words in it.
    pub(crate) async fn sees(&self, css: &str, words: &str) -> WebElement {
        let look = "
            const [css, words, done] = arguments;
            const shown = (element) => element.checkVisibility({ visibilityProperty: true })
                && (element.innerText ?? element.textContent).includes(words);
            const again = () => {
                const found = [...document.querySelectorAll(css)].filter(shown).at(-1);
                if (found) done(found); else setTimeout(again, 25);
            };
            again();";
        match self.driver.execute_async(look, vec![json!(css), json!(words)]).await {
            Ok(found) => found.element().unwrap(),
            Err(error) => {
                let shown = self.js("return document.body.innerText").await;
                panic!(
                    "did not see {words:?} in `{css}`: {error}\nThe page shows:\n{}",
                    shown.as_str().unwrap_or("")
                );
            }
        }
    }

    /// Waits until an expression is true in the page.
    pub(crate) async fn until(&self, expression: &str) {
        let look = format!(
            "const done = arguments[0];
             const again = () => {{ if ({expression}) done(true); else setTimeout(again, 25); }};
             again();"
        );
        if let Err(error) = self.driver.execute_async(look, vec![]).await {
            let shown = self.js("return document.body.innerText").await;
            panic!("never true: {expression}: {error}\nThe page shows:\n{}", shown.as_str().unwrap_or(""));
        }
    }

    /// Clicks the last visible element with these words, as soon as it is there and nothing lies over it. Looking and
    /// clicking are one step of the page: between the two it could be drawn again, and a pointer pressed on the old
    /// would be released on the new, which is no click; a slow touch would even be a long one.
    pub(crate) async fn click(&self, css: &str, words: &str) {
        let act = "
            const [css, words, done] = arguments;
            const shown = (element) => element.checkVisibility({ visibilityProperty: true })
                && (element.innerText ?? element.textContent).includes(words);
            const again = () => {
                const found = [...document.querySelectorAll(css)].filter(shown).at(-1);
                found?.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
                const at = found?.getBoundingClientRect();
                const top = at && document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2);
                if (!top || !found.contains(top)) return setTimeout(again, 25);
                found.focus({ preventScroll: true });
                found.click();
                done(true);
            };
            again();";
        if let Err(error) = self.driver.execute_async(act, vec![json!(css), json!(words)]).await {
            let shown = self.js("return document.body.innerText").await;
            panic!(
                "could not click {words:?} in `{css}`: {error}\nThe page shows:\n{}",
                shown.as_str().unwrap_or("")
            );
        }
    }

    /// Types into a box and presses Enter.
    pub(crate) async fn enter(&self, css: &str, text: &str) {
        let field = self.sees(css, "").await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
        field.send_keys(Key::Enter + "").await.unwrap();
    }

    /// Runs a script and gives what it returns.
    pub(crate) async fn js(&self, script: &str) -> Value {
        self.driver.execute(script, vec![]).await.unwrap().json().clone()
    }

    /// Keeps a picture of the page in the folder named by `BALCAO_SCREENSHOTS`, if it is set.
    pub(crate) async fn picture(&self, name: &str) {
        if let Some(folder) = std::env::var_os("BALCAO_SCREENSHOTS") {
            let folder = PathBuf::from(folder);
            std::fs::create_dir_all(&folder).unwrap();
            self.driver.screenshot(&folder.join(format!("{name}.png"))).await.unwrap();
        }
    }

    /// Ends the browser.
    pub(crate) async fn close(self) {
        self.driver.quit().await.unwrap();
    }
}

/// A program in the search path.
fn find(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|file| file.is_file())
}

/// The driver's process.
struct Chromedriver {
    process: Child,
    address: String,
}

impl Chromedriver {
    /// Starts it. Its choice of a port may be taken from under it, as it wants the same one twice (IPv4 and IPv6) while
    /// others choose theirs: then it ends, and is started again.
    fn start() -> Self {
        let program = find(&["chromedriver"]).expect(MISSING);
        (0..STARTS_MAX).find_map(|_attempt| Self::try_start(&program)).expect("chromedriver starts")
    }

    /// Starts it on a port of its own choice, which it prints; `None` when it ended instead.
    fn try_start(program: &Path) -> Option<Self> {
        let mut process = Command::new(program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let port = lines
            .map_while(Result::ok)
            .find_map(|line| line.split("started successfully on port ").nth(1).map(str::to_owned));
        let Some(port) = port else {
            process.wait().expect("it has ended");
            return None;
        };
        let address = format!("http://127.0.0.1:{}", port.trim().trim_end_matches('.'));
        Some(Self { process, address })
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        // It may have ended already; there is nothing to do about it then.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// The HTTP client of the service, for the driver.
#[derive(Clone)]
struct Http(reqwest::Client);

type Answer<'a> = Pin<Box<dyn Future<Output = WebDriverResult<Response<Bytes>>> + Send + 'a>>;

impl HttpClient for Http {
    fn send<'client, 'body, 'answer>(&'client self, request: Request<Body<'body>>) -> Answer<'answer>
    where
        'client: 'answer,
        'body: 'answer,
        Self: 'answer,
    {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let mut sending = self.0.request(parts.method, parts.uri.to_string()).headers(parts.headers);
            if let Body::Json(json) = body {
                sending = sending.json(json);
            }
            let failed = |error: reqwest::Error| {
                thirtyfour::error::WebDriverError::from_inner(WebDriverErrorInner::HttpError(
                    error.to_string(),
                ))
            };
            let answer = sending.send().await.map_err(failed)?;
            let status = answer.status();
            let body = answer.bytes().await.map_err(failed)?;
            Ok(Response::builder().status(status).body(body).expect("a status and a body make an answer"))
        })
    }

    fn new<'client, 'answer>(
        &'client self,
    ) -> Pin<Box<dyn Future<Output = Arc<dyn HttpClient>> + Send + 'answer>>
    where
        'client: 'answer,
        Self: 'answer,
    {
        Box::pin(async move {
            // Of its own, without connections that belong to a runtime that has ended.
            let http = reqwest::Client::builder().no_proxy().timeout(PATIENCE).build().unwrap();
            let fresh: Arc<dyn HttpClient> = Arc::new(Self(http));
            fresh
        })
    }
}
