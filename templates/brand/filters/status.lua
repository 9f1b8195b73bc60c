-- Statuses: a word in a span of the classes "status" and "status-" with the word, "status-not-met". The word says all;
-- its colour is added for those who see it, and a status that is not known here stays plain.
local IS_TYPST, IS_DOCX = FORMAT:match("typst"), FORMAT:match("docx")
local TONES = {
  good = { "done", "complete", "operational", "on-track", "improved", "met", "green", "yes" },
  bad = { "late", "worse", "not-met", "red" },
  open = { "due-after-the-meeting", "at-risk", "amber", "in-progress", "unchanged", "illustrative", "draft", "tbc" },
}
local WORD_STYLE = { good = "Status Good", bad = "Status Bad", open = "Status Open" }
local tone_of = {}
for tone, words in pairs(TONES) do
  for _, word in ipairs(words) do tone_of["status-" .. word] = tone end
end

local function tone(span)
  for _, class in ipairs(span.classes) do
    if tone_of[class] then return tone_of[class] end
  end
end

function Span(span)
  local found = span.classes:includes("status") and tone(span)
  if not found then return nil end
  if IS_TYPST then
    return pandoc.Inlines { pandoc.RawInline("typst", '#status("' .. found .. '")[') } .. span.content
      .. { pandoc.RawInline("typst", "]") }
  end
  span.classes:insert("tone-" .. found)
  if IS_DOCX then span.attributes["custom-style"] = WORD_STYLE[found] end
  return span
end
