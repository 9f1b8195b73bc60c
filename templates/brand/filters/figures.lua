-- Printed figures, and the evidence annex. With an annex each figure leads to its entry, and each entry back to the
-- places where its figure is printed; without one, a figure is a plain <span class="traced">. Word has no annex.
local IS_TYPST, IS_HTML = FORMAT:match("typst"), FORMAT:match("html")
local LONGEST_WHOLE = 1400        -- signs: an entry of up to a dozen lines is not broken across pages
local text = pandoc.utils.stringify
local entries, places = {}, {}    -- ids that have an entry; how often each is printed outside the annex

local function typst(code) return pandoc.RawInline("typst", code) end
local function quoted(words) return '"' .. words:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"' end

local function call(name, arguments, content)
  return pandoc.Inlines { typst("#" .. name .. "(" .. table.concat(arguments, ", ") .. ")[") } .. content .. { typst("]") }
end

local function is_entry(div) return div.classes:includes("evidence") and div.identifier ~= "" end
local function figure_of(identifier) return identifier:match("^evidence%-(.+)$") end

-- What is not for this format leaves no place to lead back to.
local function is_elsewhere(div)
  local wanted, unwanted = div.attributes["when-format"], div.attributes["unless-format"]
  local holds = (not wanted or FORMAT:match(wanted)) and not (unwanted and FORMAT:match(unwanted))
  return div.classes:includes("content-visible") and not holds or div.classes:includes("content-hidden") and holds
end

-- Figures --

local function html_content(content, words)
  if not words then return content end
  return pandoc.Inlines {
    pandoc.Span(content, pandoc.Attr("", {}, { { "aria-hidden", "true" } })),
    pandoc.Span(words, { class = "spoken" }),
  }
end

local function in_html(span, words, target, place)
  span.content, span.attributes.spoken = html_content(span.content, words), nil
  if target then
    span.content = { pandoc.Link(span.content, "#evidence-" .. target, "", { tabindex = "-1" }) }
    span.identifier = place and "at-" .. target .. "-" .. place or ""
  end
  return span
end

-- A figure of one word stays on one line, whatever signs are in it.
local function kept_whole(content)
  local printed = text(content)
  if printed:match("%s") or not printed:match("[/-]") and not printed:match("\u{2212}") then return content end
  return pandoc.Inlines { typst("#box[") } .. content .. { typst("]") }
end

local function in_typst(span, words, target, place, name)
  if not target then return words and call("spoken", { quoted(words) }, span.content) or span.content end
  local arguments = { quoted(target), quoted(words or text(span.content)) }
  span.content = kept_whole(span.content)
  if words then table.insert(arguments, "spoken: true") end
  if place then table.insert(arguments, "place: " .. place) end
  return call(name, arguments, span.content)
end

local function written(span, target, place, name)
  if IS_HTML then return in_html(span, span.attributes.spoken, target, place) end
  if IS_TYPST then return in_typst(span, span.attributes.spoken, target, place, name or "traced") end
  return span.content
end

local function target_of(span)
  local id = span.attributes["data-figure"]
  return span.classes:includes("traced") and entries[id] and id or nil
end

local function is_figure(span) return span.classes:includes("traced") or span.attributes.spoken end

local function printed_at(name)
  return function(span)
    if not is_figure(span) then return nil end
    local target = target_of(span)
    if target then places[target] = (places[target] or 0) + 1 end
    return written(span, target, target and places[target], name), false
  end
end

-- Typst repeats the head of a table on each page that it goes on to, and only the first may hold links.
local function in_table(tbl)
  local head = printed_at("traced-once")
  tbl.head.rows = tbl.head.rows:map(function(row)
    row.cells = row.cells:map(function(cell)
      cell.contents = cell.contents:walk { traverse = "topdown", Span = head }
      return cell
    end)
    return row
  end)
  return tbl
end

-- Entries of the annex --

local function listed(items)
  local inlines = pandoc.Inlines {}
  for i, item in ipairs(items) do
    if i > 1 then inlines:extend { pandoc.Str(i == #items and " and " or ", ") } end
    inlines:insert(item)
  end
  return inlines
end

local function html_places(id)
  local links = {}
  for i = 1, places[id] do
    links[i] = pandoc.Span({ pandoc.Link("place\u{a0}" .. i, "#at-" .. id .. "-" .. i) }, { class = "place" })
  end
  return pandoc.Inlines { pandoc.Str("Printed in this paper at "), table.unpack(listed(links)) }
end

local function is_places(block)
  local span = block.t == "Para" and #block.content == 1 and block.content[1]
  return span and span.t == "Span" and span.classes:includes("places")
end

-- A paragraph of its own in HTML; on paper, which is dear, the end of the line that names the figure.
local function add_places(blocks, span)
  local id = span.attributes.figure
  span.attributes.figure = nil
  if not places[id] then return end
  if IS_TYPST then
    blocks[1].content:insert(typst(" #h(1fr) #places(" .. quoted(id) .. ", " .. places[id] .. ")"))
  elseif IS_HTML then
    span.content = html_places(id)
    blocks:insert(pandoc.Para { span })
  end
end

-- Links by name from entry to entry look as text does too.
local function to_entry(link)
  local target = link.target:sub(2)
  if IS_TYPST and entries[figure_of(target)] then
    return call("to-entry", { quoted(target), quoted(text(link.content)) }, link.content)
  end
end

local function linked(block, own)
  local function figure(span)
    if not is_figure(span) then return nil end
    local target = target_of(span)
    if IS_HTML and target == own then target = nil end     -- a reader who is at the entry need not be led to it
    return written(span, target), false
  end
  return block:walk { traverse = "topdown", Span = figure, Link = to_entry }
end

-- A paragraph may name its part at its start: pandoc reads brackets within brackets many times over.
local function whole_span(block)
  local first = block.t == "Para" and block.content[1]
  if first and first.t == "Span" and #first.content == 0 and #first.classes == 1 and #block.content > 1 then
    block.content:remove(1)
    block.content = { pandoc.Span(block.content, first.attr) }
  end
  return block
end

local function typst_entry(blocks, identifier)
  local whole = #text(blocks) <= LONGEST_WHOLE
  blocks:insert(1, pandoc.RawBlock("typst", ("#evidence(%s, whole: %s)["):format(quoted(identifier), whole)))
  blocks:insert(pandoc.RawBlock("typst", "]"))
  return blocks
end

local function entry(div)
  if not is_entry(div) then return nil end
  local blocks = pandoc.Blocks {}
  for _, block in ipairs(div.content) do
    if is_places(block) then add_places(blocks, block.content[1]) else blocks:insert(linked(whole_span(block), figure_of(div.identifier))) end
  end
  if IS_TYPST then return typst_entry(blocks, div.identifier), false end
  div.content = blocks
  return div, false
end

-- The contents repeat a heading: a place in it would be there twice.
local function in_heading(heading)
  heading.content = heading.content:walk {
    traverse = "topdown",
    Span = function(span) if is_figure(span) then return written(span, target_of(span)), false end end,
  }
  return heading, false
end

-- The document --

local function find_entries(div)
  local id = not is_elsewhere(div) and is_entry(div) and figure_of(div.identifier)
  if id then entries[id] = true end
end

local function leave(div)
  if is_entry(div) or is_elsewhere(div) then return div, false end
end

function Pandoc(document)
  document:walk { Div = find_entries }
  document = document:walk {
    traverse = "topdown",
    Div = leave,
    Image = function(image) return image, false end,         -- its text is that of the caption once more
    Header = in_heading,
    Table = IS_TYPST and in_table or nil,
    Span = printed_at("traced"),
  }
  return document:walk { traverse = "topdown", Div = entry }
end
