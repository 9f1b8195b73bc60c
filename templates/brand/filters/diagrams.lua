-- Diagrams on the web: a list for each level, named by its heading, and links that say where they lead.
if not FORMAT:match("html") then return {} end

local text = pandoc.utils.stringify
local names, faults = {}, {}

local function fault(...) table.insert(faults, "@fault " .. table.concat({ ... }, " | ")) end

local function is_item(span) return span.classes:includes("item") and span.identifier:match("^item%-") end

local function name_items(span)
  if not is_item(span) then return nil end
  if names[span.identifier] then
    fault("{#" .. span.identifier .. "}", "the same id twice", "one place for each id", "Print each diagram once.")
  end
  names[span.identifier] = text(span)
end

local function told(link)
  local name = names[link.target:sub(2)]
  if not name then
    fault("[" .. text(link) .. "](" .. link.target .. ")", "a link to nothing", "the id of an item of a diagram",
      "Correct the id.")
    return nil
  end
  link.attributes["aria-label"] = name
  return link
end

local function lead(span)
  if span.classes:includes("leads") then return span:walk { Link = told } end
end

local function level(div, id)
  local heading, list = div.content[1], div.content[2]
  if #div.content ~= 2 or heading.t ~= "Para" or list.t ~= "BulletList" then
    fault("::: {.level}", "something else than a heading and a list", "**Heading**, then a list of items",
      "Print the diagram with the macro of partials/diagrams.qmd.j2.")
    return div
  end
  div.content[1] = pandoc.Para { pandoc.Span(heading.content, { id = id }) }
  list.content = list.content:map(function(item)
    return item:map(function(block) return block.t == "Para" and pandoc.Plain(block.content) or block end)
  end)
  div.content[2] = list
  div.attributes.role, div.attributes["aria-labelledby"] = "group", id
  return div
end

local function diagram(div)
  if not div.classes:includes("diagram") then return nil end
  local caption = div.content[#div.content]
  if not div.identifier:match("^fig%-") or #div.content < 2 or caption.t ~= "Para" then
    fault("::: {.diagram}", "no id, or no caption at its end", "::: {#fig-name .diagram}, and a last paragraph",
      "Every diagram needs both.")
    return nil
  end
  local count = 0
  return div:walk { Div = function(inner)
    if not inner.classes:includes("level") then return nil end
    count = count + 1
    return level(inner, "level-" .. div.identifier:sub(5) .. "-" .. count)
  end }
end

function Pandoc(document)
  document:walk { Span = name_items }
  document = document:walk { Div = diagram, Span = lead }
  if #faults > 0 then error(table.concat(faults, "\n"), 0) end
  return document
end
