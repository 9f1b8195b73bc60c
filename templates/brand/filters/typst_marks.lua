-- Typst reads marks that pandoc leaves as they are: "- ", "/ ", "1. " or "= " at the start of a cell, -5 (it prints a
-- minus sign), "--", "...", and "//". A word that holds one is written with each of its signs escaped.
if not FORMAT:match("typst") then return {} end

local MARKS = { "^[-+/]$", "^=+$", "^%d+%.$", "%-[-?%d]", "%.%.%.", "//", "/%*" }

local function has_mark(word)
  for _, mark in ipairs(MARKS) do
    if word:match(mark) then return true end
  end
end

function Str(word)
  if not has_mark(word.text) then return nil end
  local pieces = pandoc.Inlines {}
  for plain, sign in word.text:gmatch("([^-+/=.]*)([-+/=.]?)") do
    if plain ~= "" then pieces:insert(pandoc.Str(plain)) end
    if sign ~= "" then pieces:insert(pandoc.RawInline("typst", "\\" .. sign)) end
  end
  return pieces
end
