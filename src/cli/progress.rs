//! How far the reading of the logs has come, shown while it takes long: on a terminal, on standard error, and gone when it
//! is done.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::model::Workspace;
use crate::read::{Meter, Tree};
use crate::say;
use crate::text::{Lang, Message, figure};

/// Nothing is shown of what takes less.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often it is drawn again.
const FRAME: Duration = Duration::from_millis(100);
const MEGABYTE: u64 = 1_000_000;

/// Somebody who looks at the meter now and then, until dropped.
pub(super) struct Progress {
    done: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Begins to watch how the logs of a workspace are read.
    pub(super) fn watch(tree: &Tree, workspace: &Workspace, lang: Lang) -> Progress {
        let sizes = workspace.logs.iter().flat_map(|log| &log.files).filter_map(|path| tree.size_of_rows(path).ok());
        let (total, meter) = (sizes.sum(), tree.meter().clone());
        let (done, wait) = channel();
        let thread = std::thread::spawn(move || {
            let over = |patience| wait.recv_timeout(patience) != Err(RecvTimeoutError::Timeout);
            if over(PATIENCE) {
                return;
            }
            let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr()).with_style(style());
            loop {
                show(&bar, &meter, lang);
                if over(FRAME) {
                    break;
                }
            }
            bar.finish_and_clear();
        });
        Progress { done: Some(done), thread: Some(thread) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        // Whoever waits sees that nobody is there any more.
        self.done = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template("{bar:10} {percent:>3} % {wide_msg}")
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .progress_chars("█▉▊▋▌▍▎▏░")
}

fn show(bar: &ProgressBar, meter: &Meter, lang: Lang) {
    let (rows, bytes) = (meter.rows(), meter.bytes());
    // A log with a key that stands twice is read again.
    let total = bar.length().unwrap_or(0).max(bytes);
    bar.set_length(total);
    bar.set_position(bytes);
    let passed = (bar.elapsed() + PATIENCE).as_millis();
    let rate = |count: u64| u64::try_from(u128::from(count) * 1000 / passed).unwrap_or(u64::MAX);
    let left = (total - bytes).checked_div(rate(bytes)).map_or(0, |left| left + 1);
    bar.set_message(words(rows, (bytes, total), rate(rows), left).get(lang).to_owned());
}

/// What is said beside the bar; `left` are seconds.
fn words(rows: u64, (bytes, total): (u64, u64), rate: u64, left: u64) -> Message {
    let [rows, bytes, total, rate, left] = [rows, bytes / MEGABYTE, total.div_ceil(MEGABYTE), rate, left].map(|number| number.to_string());
    let vi = |number: &str| figure(number, Lang::Vi);
    let en = |number: &str| figure(number, Lang::En);
    let (rows_vi, bytes_vi, total_vi, rate_vi, left_vi) = (vi(&rows), vi(&bytes), vi(&total), vi(&rate), vi(&left));
    let (rows_en, bytes_en, total_en, rate_en, left_en) = (en(&rows), en(&bytes), en(&total), en(&rate), en(&left));
    say!(
        vi: "{rows_vi} dòng · {bytes_vi}/{total_vi} MB · {rate_vi} dòng/s · còn {left_vi} s",
        en: "{rows_en} rows · {bytes_en}/{total_en} MB · {rate_en} rows/s · {left_en} s left"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_rows_bytes_rate_and_time_left() {
        let words = words(3_400_000, (182_900_000, 536_100_000), 410_000, 7);
        assert_eq!(words.get(Lang::Vi), "3.400.000 dòng · 182/537 MB · 410.000 dòng/s · còn 7 s");
        assert_eq!(words.get(Lang::En), "3,400,000 rows · 182/537 MB · 410,000 rows/s · 7 s left");
    }

    #[test]
    fn what_is_quick_is_not_shown_and_does_not_wait() {
        let tree =
            Tree::in_memory([("tiendo.toml", "format = 1"), ("plans/p.toml", "id = \"p\"\ntitle = \"P\"\nperiod = \"2014\"\n[agency]\n")]);
        let workspace = crate::load::load(&tree).workspace.expect("a plan");
        // Joined at once: a test that hung here would never end.
        drop(Progress::watch(&tree, &workspace, Lang::En));
    }
}
