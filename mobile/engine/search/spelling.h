#pragma once

#include <string>
#include <string_view>

namespace fieldfare::search {

/// Appends to `out` the pinyin of the Chinese in a field's folded text, each spelling on a line of its own.
///
/// A run is Chinese characters with the Latin letters and digits that stand next to them ("toronto天成"), so
/// that the whole can be typed. It is spelled in three styles: syllables ("shanghai"), first letters ("sh")
/// and first letters with zh, ch, sh whole ("shh"); prose, a field of more than 40 characters and words, in
/// syllables only. Where characters have several readings:
///
/// - up to 16 spellings of a run that is not prose: all of them are written;
/// - otherwise the customary spelling of the whole run, and around each such character all combinations
///   within a window of four neighbours on either side, as long as they are at most 16: people who type a
///   rarer reading type a few syllables.
///
/// The first 200 characters and words of a field are spelled, and the rarer spellings of a field stop at
/// 1 KB: names and addresses are shorter, and a long note is still found by its characters. A spelling that
/// `out` contains already is not written again.
void appendSpellings(std::string_view folded, std::string& out);

}  // namespace fieldfare::search
