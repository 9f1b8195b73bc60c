-- Belt and braces under the escaping that compose does: no raw code, no unknown attribute, no address that a paper
-- has no business with. Runs first, so that what later filters write stays.
local ALLOWED = {
  ["data-figure"] = true, ["figure"] = true, ["spoken"] = true, ["fig-alt"] = true, ["title"] = true,
  ["when-format"] = true, ["unless-format"] = true, ["tbl-colwidths"] = true,
}
local faults = {}

local function fault(...) table.insert(faults, "@fault " .. table.concat({ ... }, " | ")) end

local function prune(element)
  for name in pairs(element.attributes) do
    if not ALLOWED[name] then element.attributes[name] = nil end
  end
  return element
end

local function link(element)
  local target = element.target
  if not (target:match("^https://") or target:match("^mailto:") or target:match("^#[%w-]+$")) then
    fault("a link", '"' .. target .. '"', "an address that starts with https:, mailto: or #",
      "Correct the link in the template, or escape the text if it came from data.")
  end
  element.title = ""
  return prune(element)
end

local function image(element)
  if not element.src:match("^charts/[%l%d-]+%.svg$") then
    fault("an image", '"' .. element.src .. '"', "a chart of this paper, such as charts/spend.svg",
      "Images come from the charts of the paper's settings.")
  end
  element.title = ""
  return prune(element)
end

local function top_heading(element)
  if element.level == 1 then
    fault("a heading", "# " .. pandoc.utils.stringify(element), "headings from ##",
      "The title in the front matter is the only heading of level 1.")
  end
  return prune(element)
end

local function nothing() return {} end

local function report(document)
  if #faults > 0 then error(table.concat(faults, "\n"), 0) end
  return document
end

return {
  { RawInline = nothing, RawBlock = nothing, Math = nothing },
  { Link = link, Image = image, Header = top_heading, Span = prune, Div = prune, Code = prune, CodeBlock = prune,
    Table = prune, Figure = prune },
  { Pandoc = report },
}
