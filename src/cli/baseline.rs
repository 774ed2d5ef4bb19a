//! The files of `check --baseline` and `--write-baseline`.

use std::path::{Path, PathBuf};

use anyhow::Context;

use super::check::Args;
use super::globals::Globals;
use super::{Stop, World, output, tell};
use crate::report::{Baseline, Diagnostic, Miss, Ratchet};
use crate::say;
use crate::text::{Lang, count_en, count_vi, figure};

/// What is known, and where it is to be written.
pub(super) struct Known {
    compared: Option<Baseline>,
    /// The file to be written, and what is in it.
    written: Option<(PathBuf, Option<Baseline>)>,
}

/// How today's findings and misses stand against what is known.
pub(super) struct Held {
    pub(super) ratchet: Option<Ratchet>,
    pub(super) today: Baseline,
    /// The windows that lack more than is known; none where nothing is known.
    pub(super) news: Option<Vec<Miss>>,
}

impl Known {
    /// What is known from elsewhere; nothing is to be written.
    pub(super) fn of(baseline: Baseline) -> Known {
        Known { compared: Some(baseline), written: None }
    }

    /// Reads the files. One that is there and is no baseline is never written over.
    pub(super) fn read(args: &Args, world: &World<'_>) -> Result<Known, Stop> {
        let compared = args.baseline.as_ref().map(|path| read(path, world)).transpose()?;
        let written = match &args.write_baseline {
            None => None,
            Some(path) if output::exists(&world.directory.join(path)) => Some((path.clone(), Some(read(path, world)?))),
            Some(path) => Some((path.clone(), None)),
        };
        Ok(Known { compared, written })
    }

    /// Takes out of the findings what is known, and says what is wrong today.
    ///
    /// Where that is to be written, all of it is known from now on, and nothing fails.
    pub(super) fn hold(&self, found: &mut Vec<Diagnostic>, misses: &[Miss]) -> Held {
        let today = if self.written.is_some() { Baseline::of(found, misses) } else { Baseline::default() };
        let compared = self.compared.as_ref().or(self.written.as_ref().map(|_| &today));
        let mut ratchet = compared.map(|baseline| baseline.hold(found));
        let mut news = compared.map(|baseline| baseline.compare(misses));
        if let (Some(ratchet), Some((_, fewer))) = (&mut ratchet, &mut news) {
            ratchet.gone.append(fewer);
        }
        let mut news = news.map(|(news, _)| news);
        if self.written.is_some() {
            for found in found.iter_mut() {
                found.fails = false;
            }
            news = Some(Vec::new());
        }
        Held { ratchet, today, news }
    }

    /// Writes the file that was asked for, and says what changed in it.
    pub(super) fn write(self, today: &Baseline, globals: &Globals, world: &mut World<'_>, lang: Lang) -> Result<(), Stop> {
        let Some((path, before)) = self.written else { return Ok(()) };
        let written = output::write(&world.directory.join(&path), |out| out.write_all(today.to_csv().as_bytes()));
        written.with_context(|| super::cannot_write(&path))?;
        if globals.quiet {
            return Ok(());
        }
        let (path, count) = (path.display(), today.len());
        let (count, findings) = (count_vi(count), count_en(count, "finding"));
        let windows = today.windows();
        let (windows_vi, windows_en) = (count_vi(windows), count_en(windows, "window"));
        let message = match before {
            None => {
                say!(vi: "đã ghi {count} phát hiện và {windows_vi} kỳ còn thiếu vào `{path}`", en: "{findings} and {windows_en} that lack something written to `{path}`")
            }
            Some(before) => {
                let changed = [today.beyond(&before), before.beyond(today)];
                let of = |lang| changed.map(|count| figure(&count.to_string(), lang));
                let ([more_vi, fewer_vi], [more_en, fewer_en]) = (of(Lang::Vi), of(Lang::En));
                say!(
                    vi: "đã ghi {count} phát hiện và {windows_vi} kỳ còn thiếu vào `{path}`: thêm {more_vi}, bớt {fewer_vi} so với trước",
                    en: "{findings} and {windows_en} that lack something written to `{path}`: {more_en} added, {fewer_en} gone"
                )
            }
        };
        tell(world, "tiendo", &message, lang);
        Ok(())
    }
}

fn read(path: &Path, world: &World<'_>) -> Result<Baseline, Stop> {
    let shown = path.display();
    let bytes =
        output::read(&world.directory.join(path)).with_context(|| say!(vi: "không đọc được `{shown}`", en: "`{shown}` cannot be read"))?;
    Baseline::parse(&bytes).map_err(|(line, message)| {
        let (vi, en) = (message.get(Lang::Vi), message.get(Lang::En));
        Stop::Because(say!(vi: "{shown}:{line}: {vi}", en: "{shown}:{line}: {en}"))
    })
}
