-- Typst reads "- ", "+ ", "/ ", "= " and "1. " at the start of a cell or an item as marks of a list or a heading, and
-- pandoc leaves them as they are there. An empty block in front makes them text again.
if not FORMAT:match("typst") then return {} end

function Str(word)
  if word.text:match("^[-+/]$") or word.text:match("^=+$") or word.text:match("^%d+%.$") then
    return { pandoc.RawInline("typst", "#[]"), word }
  end
end
