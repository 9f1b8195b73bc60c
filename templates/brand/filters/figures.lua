-- Printed figures: <span class="traced"> in HTML, and how a figure in brackets is said aloud.
local IS_TYPST, IS_HTML = FORMAT:match("typst"), FORMAT:match("html")

local function quoted(words) return '"' .. words:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"' end

local function spoken_in_html(printed, words)
  return pandoc.Inlines {
    pandoc.Span(printed, pandoc.Attr("", {}, { { "aria-hidden", "true" } })),
    pandoc.Span(words, { class = "spoken" }),
  }
end

local function spoken_in_typst(printed, words)
  local inlines = pandoc.Inlines { pandoc.RawInline("typst", "#spoken(" .. quoted(words) .. ")[") }
  inlines:extend(printed)
  inlines:insert(pandoc.RawInline("typst", "]"))
  return inlines
end

function Span(span)
  local words = span.attributes.spoken
  if not (words or span.classes:includes("traced")) then return nil end
  if IS_HTML then
    span.attributes.spoken = nil
    if words then span.content = spoken_in_html(span.content, words) end
    return span
  end
  return words and IS_TYPST and spoken_in_typst(span.content, words) or span.content
end
