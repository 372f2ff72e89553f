/* What the browser does by itself: the address as state, links, chips, theme, language, images. */
(function () {
  'use strict';

  var LISTS = ['fuente', 'entidad', 'sector', 'pais', 'aliado', 'tipo_aliado', 'modalidad',
    'direccion', 'etapa', 'ods', 'sector_cad', 'territorio', 'marco', 'objetivo', 'programa', 'linea',
    'componente', 'meta', 'indicador', 'familia', 'estado', 'tipo_meta', 'gravedad'];
  var DEFAULTS = {moneda: 'USD', monto: 'comprometido', clase: 'recibida'};
  // Kinds of amount whose column shows in the grid while they are chosen.
  var KINDS = ['gastado', 'programado', 'entrante'];
  var COMPACT_WIDTH = 640;
  var GAP = 32;
  // A figure on paper: its pixels in a card of the whole width and in one of two beside each other;
  // there, the size of the letters over a bar and how many signs have room.
  var PRINTED = {wide: 930, half: 440, letters: 11.5, signs: 66};
  var YEAR = 60 * 60 * 24 * 365;
  var root = document.documentElement;
  var renderedPath = location.pathname;
  var hasChanged = false;

  // The short name by which the parts of an answer say their library: callbacks/answer_filters.py.
  Object.defineProperty(window, 'html', {get: function () { return window.dash_html_components; }});

  function remember(name, value) {
    document.cookie = name + '=' + value + '; path=/; max-age=' + YEAR + '; SameSite=Lax';
  }
  function isCompact() { return window.innerWidth < COMPACT_WIDTH; }
  function theme() { return root.dataset.bsTheme === 'dark' ? 'oscuro' : 'claro'; }
  function applyTheme(name) {
    var mode = name === 'oscuro' ? 'dark' : 'light';
    root.dataset.bsTheme = mode;
    root.dataset.agThemeMode = mode;
    remember('tema', name);
  }
  // Before the first request for a layout, so that the server draws for this screen.
  applyTheme(root.dataset.bsTheme ? theme()
    : (window.matchMedia('(prefers-color-scheme: dark)').matches ? 'oscuro' : 'claro'));
  remember('pantalla', isCompact() ? 'compacta' : 'amplia');
  window.addEventListener('resize', function () {
    remember('pantalla', isCompact() ? 'compacta' : 'amplia');
  });

  // An answer that does not come leaves the old figures under the new question: that has to be said.
  var ask = window.fetch;
  window.fetch = function (address) {
    var isQuestion = String(address).indexOf('_dash-update-component') >= 0;
    function tell(hasFailed) {
      var place = isQuestion && document.getElementById('trouble');
      if (place) { place.textContent = hasFailed ? place.dataset.says : ''; }
    }
    return ask.apply(window, arguments).then(function (answer) {
      tell(answer.status >= 500);
      return answer;
    }, function (error) {
      tell(true);
      throw error;
    });
  };

  /* ---- the question as text: the same canonical form as Filters.query() ---- */
  function parse(query) {
    var state = {};
    new URLSearchParams(query || '').forEach(function (value, name) {
      if (LISTS.indexOf(name) >= 0) {
        state[name] = (state[name] || []).concat(value.split(',').filter(Boolean));
      } else {
        // Two values where one is meant stay two, for the server to tell; it uses neither.
        state[name] = name in state && state[name] !== value ? state[name] + ',' + value : value;
      }
    });
    return state;
  }
  function encode(text) {
    return encodeURIComponent(text).replace(/%20/g, '+').replace(/%2C/g, ',')
      .replace(/[!'()*]/g, function (sign) {
        return '%' + sign.charCodeAt(0).toString(16).toUpperCase();
      });
  }
  function format(state) {
    return Object.keys(state).sort().map(function (name) {
      var value = state[name];
      if (Array.isArray(value)) { value = Array.from(new Set(value)).sort().join(','); }
      if (value === null || value === undefined) { return ''; }
      value = String(value).trim().replace(/\s+/g, ' ');
      return value === '' || DEFAULTS[name] === value ? '' : encode(name) + '=' + encode(value);
    }).filter(Boolean).join('&');
  }
  function merged(fixed, query, scope) {
    return format(Object.assign(parse(scope), parse(query), parse(fixed)));
  }
  function withQuery(base, query) { return query ? base + '?' + query : base; }

  function togglePairs(state, pairs) {
    var isOn = pairs.every(function (pair) {
      return pair[0] === 'anio'
        ? state.anio_desde === pair[1] && state.anio_hasta === pair[1]
        : (state[pair[0]] || []).indexOf(pair[1]) >= 0;
    });
    pairs.forEach(function (pair) {
      var name = pair[0], value = pair[1];
      if (name === 'anio') {
        state.anio_desde = state.anio_hasta = isOn ? '' : value;
      } else {
        var others = (state[name] || []).filter(function (item) { return item !== value; });
        state[name] = isOn ? others : others.concat([value]);
      }
    });
  }
  function pairsOf(click) {
    var data = click && click.points && click.points[0] && click.points[0].customdata;
    if (typeof data === 'string') {
      data = data.split('&').map(function (part) { return part.split('='); });
    } else if (Array.isArray(data)) { data = [[String(data[0]), String(data[1])]]; } else { data = []; }
    return data.filter(function (pair) {
      return pair[0] === 'anio' || LISTS.indexOf(pair[0]) >= 0;
    });
  }
  function valueFor(name, state) {
    if (LISTS.indexOf(name) >= 0) { return state[name] || []; }
    return state[name] || DEFAULTS[name] || '';
  }

  function nothing() { return window.dash_clientside.no_update; }
  var answeredVisit = null;

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.globo = {
    /* Controls, clicks on figures and visits become one question: in the store and the address. */
    changeFilters: function (values, clicks, visit, ids, clickIds, data, fixed) {
      var triggered = window.dash_clientside.callback_context.triggered[0];
      var cause = triggered ? triggered.prop_id : '';
      var state = parse(data.query);
      var push = true;
      if (visit && visit.at !== answeredVisit) {
        // First, whatever else changed in the same moment: the controls follow the address.
        answeredVisit = visit.at;
        state = parse(visit.query);
        push = visit.push;
      } else if (/clickData$/.test(cause)) {
        var pairs = pairsOf(triggered.value);
        if (!pairs.length) { return [nothing(), nothing(), ids.map(nothing), clickIds.map(nothing)]; }
        togglePairs(state, pairs);
      } else if (/\.value$/.test(cause)) {
        ids.forEach(function (id, index) { state[id.name] = values[index]; });
      } else { return [nothing(), nothing(), ids.map(nothing), clickIds.map(nothing)]; }
      Object.keys(parse(fixed)).forEach(function (name) { delete state[name]; });
      var query = format(state);
      var address = withQuery(location.pathname, query);
      if (format({fuente: parse(data.query).fuente}) !== format({fuente: state.fuente})) {
        // Another source has other choices in every control: draw the page anew.
        location.assign(address);
        return [nothing(), nothing(), ids.map(nothing), clickIds.map(nothing)];
      }
      var isNew = query !== data.query;
      // Where a grid stands, its own request brings the count and the notices too.
      var hasGrid = Boolean(document.querySelector('.record-grid-frame'));
      var question = isNew
        ? {query: query, scope: data.scope, theme: theme(), compact: isCompact()} : nothing();
      if (isNew && push) { history.pushState({}, '', address); }
      else if (address !== location.pathname + location.search) {
        history.replaceState({}, '', address);
      }
      hasChanged = isNew;
      return [
        question,
        hasGrid ? nothing() : question,
        ids.map(function (id, index) {
          var value = valueFor(id.name, state);
          return JSON.stringify(value) === JSON.stringify(values[index] || valueFor(id.name, {}))
            ? nothing() : value;
        }),
        clickIds.map(function () { return null; })
      ];
    },

    showChips: function (data, ids, options, words) {
      var state = parse(data.query);
      var chips = [];
      function labelOf(name, value) {
        var found = (words.labels[name] || {})[value] || value;
        ids.forEach(function (id, index) {
          if (id.name !== name) { return; }
          (options[index] || []).forEach(function (option) {
            if (String(option.value) === value) {
              found = option.label.replace(/ \([\d.,]+\)$/, '');
            }
          });
        });
        return found;
      }
      Object.keys(words.names).forEach(function (name) {
        if (state[name] === undefined || DEFAULTS[name] === state[name]) { return; }
        [].concat(state[name]).filter(Boolean).forEach(function (value) {
          chips.push(chip(name, value, words.names[name], labelOf(name, value), words.remove));
        });
      });
      return chips;
    },

    /* Links to other pages and to files always carry the question on screen. */
    keepLinks: function (data, fixed, ids, words) {
      return ids.map(function (id) {
        var query = id.name === 'nav' || id.name === 'trail'
          ? data.query : merged(fixed, data.query, data.scope);
        if (id.base.indexOf('/descargas/') === 0) {
          query = (query ? query + '&' : '') + 'lang=' + words.lang;
        }
        return withQuery(id.base, query);
      });
    },

    refreshGrid: function (data, gridId) {
      if (hasChanged && gridId && window.dash_ag_grid) {
        window.dash_ag_grid.getApiAsync(gridId).then(function (api) {
          var chosen = parse(data.query).monto;
          KINDS.forEach(function (kind) { api.setColumnsVisible([kind], kind === chosen); });
          if (api.getDisplayedRowCount()) { api.ensureIndexVisible(0); }
          api.purgeInfiniteCache();
        });
      }
      hasChanged = false;
      return nothing();
    },

    openReceipt: function (children, dialogId) {
      var dialog = document.getElementById(dialogId);
      if (children && dialog && !dialog.open) {
        dialog.querySelectorAll('a[data-absolute]').forEach(function (link) {
          link.textContent = link.href;
        });
        dialog.showModal();
        dialog.scrollTop = 0;
        var title = dialog.querySelector('h2');
        if (title) { title.focus(); }
      }
      return nothing();
    },

    switchTheme: function (clicks, templates, figures) {
      if (!clicks) { return figures.map(nothing); }
      applyTheme(theme() === 'oscuro' ? 'claro' : 'oscuro');
      return window.dash_clientside.globo.draw(figures, templates);
    },

    draw: function (figures, templates) {
      var outputs = window.dash_clientside.callback_context.outputs_list;
      return figures.map(function (figure, index) {
        if (!figure) { return nothing(); }
        // A new figure arrives as text; one that only changes its theme is whole already.
        if (typeof figure === 'string') { figure = unpacked(figure, templates.signs); }
        fit(outputs[index], figure, templates.frames);
        figure = framed(figure, templates.frames);
        return Object.assign({}, figure, {
          data: figure.data.map(function (trace) { return whole(trace, figure.data[0]); }),
          layout: Object.assign({}, figure.layout, {template: templates[theme()]})
        });
      });
    }
  };

  /* Figures travel with their repetitions told once: layouts/components/lean_figure.py. */
  function unpacked(text, signs) {
    return JSON.parse(text.replace(/[\x80-\x9f]/g, function (sign) { return signs[sign] || ''; }));
  }
  function merge(known, parts) {
    var all = Object.assign({}, known);
    Object.keys(parts).forEach(function (name) {
      var isPlain = parts[name] && typeof parts[name] === 'object' && !Array.isArray(parts[name]);
      all[name] = isPlain && known[name] ? merge(known[name], parts[name]) : parts[name];
    });
    return all;
  }
  /* A figure of bars is as high as its bars need. */
  function fit(output, figure, frames) {
    var frame = frames[figure.frame];
    var holder = frame && document.getElementById(
      JSON.stringify({name: output.id.name, type: output.id.type}));
    if (holder) {
      var pitch = frame.pitch[isCompact() ? 'compact' : 'wide'];
      holder.style.height = figure.data[0].x.length * pitch + frame.layout.margin.t + 'px';
    }
  }
  function framed(figure, frames) {
    var frame = frames[figure.frame];
    if (!frame) { return figure; }
    var trace = merge(frame.trace, figure.data[0]), layout = merge(frame.layout, figure.layout);
    if (!trace.y) {
      trace.y = trace.x.map(function (length, place) { return place; });
      layout.yaxis.tickvals = trace.y;
    }
    trace.hovertext = trace.hovertext.map(function (text, place) {
      return text.replace('<b>|</b>', function () {
        return '<b>' + layout.yaxis.ticktext[place].split(/(?:  |<br>)<b>/)[0] + '</b>';
      });
    });
    return {data: [trace], layout: layout};
  }
  function repeated(part) {
    return part && part.of
      ? part.at.split('').map(function (place) { return part.of[place]; }) : part;
  }
  function withRepeated(parts) {
    var all = {};
    Object.keys(parts).forEach(function (name) { all[name] = repeated(parts[name]); });
    return all;
  }
  function whole(trace, first) {
    if (trace.type === 'bar' && !trace.x) {
      trace = Object.assign({}, trace, {x: first.x, customdata: first.customdata});
    }
    var all = Object.assign({}, trace);
    if (typeof trace.locations === 'string') { all.locations = trace.locations.split('|'); }
    var target = trace.customdata;
    if (target && typeof target.filter === 'string') {  // an array has a filter too, of its own
      all.customdata = (target.keys === undefined ? all.locations : target.keys.split('|')).map(function (key) {
        return [key ? target.filter : '', key];
      });
    }
    if (trace.marker) {
      all.marker = withRepeated(trace.marker);
      if (all.marker.pattern) { all.marker.pattern = withRepeated(all.marker.pattern); }
    }
    if (trace.type === 'sankey' && trace.link) {
      all.node = withRepeated(trace.node);
      all.link = withRepeated(trace.link);
      all.link.customdata = trace.link.source.map(function (source, index) {
        return [trace.node.customdata[source], trace.node.customdata[trace.link.target[index]]]
          .filter(Boolean).join('&');
      });
    }
    return all;
  }

  function chip(name, value, nameLabel, label, remove) {
    return {
      type: 'Button', namespace: 'dash_html_components',
      props: {
        children: [
          {type: 'Span', namespace: 'dash_html_components',
            props: {children: nameLabel + ': ', className: 'chip-name'}},
          {type: 'Span', namespace: 'dash_html_components',
            props: {children: label, className: 'chip-label'}},
          {type: 'Span', namespace: 'dash_html_components',
            props: {children: '×', className: 'chip-remove', 'aria-hidden': 'true'}}
        ],
        type: 'button', className: 'chip', title: remove,
        'aria-label': remove + ' ' + nameLabel + ': ' + label,
        'data-action': 'remove', 'data-name': name, 'data-value': value
      }
    };
  }

  /* ---- visits: the page stays, only the question changes ---- */
  function page() { return document.querySelector('[data-page]'); }
  function canFilter() {
    var shown = page();
    return shown && shown.dataset.filters === 'true' && location.pathname === renderedPath;
  }
  function visit(query, push) {
    window.dash_clientside.set_props('visit', {
      data: {query: query, push: push, at: performance.now()}
    });
  }
  function onAddress(event) {
    // The router of Dash would draw the whole page again, or nothing at all when the query is
    // the one that it saw last; a question on the same page is one request for its cards.
    if (canFilter()) {
      event.stopImmediatePropagation();
      if (!location.hash || event.type !== 'popstate') { visit(location.search, false); }
    } else { renderedPath = location.pathname; moveFocus = true; }
  }
  window.addEventListener('popstate', onAddress);
  window.addEventListener('_dashprivate_pushstate', onAddress);

  /* ---- buttons that need no server ---- */
  function say(button, text) {
    var live = button.parentElement.querySelector('[data-live]');
    if (!live) { return; }
    live.textContent = text;
    setTimeout(function () { live.textContent = ''; }, 4000);
  }
  function copy(text) {
    if (navigator.clipboard && window.isSecureContext) { return navigator.clipboard.writeText(text); }
    var area = document.createElement('textarea');
    area.value = text;
    document.body.appendChild(area);
    area.select();
    document.execCommand('copy');
    area.remove();
    return Promise.resolve();
  }
  function withoutFilter(name, value) {
    var state = parse(location.search);
    if (Array.isArray(state[name])) {
      state[name] = state[name].filter(function (item) { return item !== value; });
    } else { delete state[name]; }
    return format(state);
  }
  var actions = {
    clear: function () { visit('', true); },
    remove: function (button) {
      var chips = document.getElementById('chips');
      visit(withoutFilter(button.dataset.name, button.dataset.value), true);
      if (chips) { chips.focus(); }
    },
    share: function (button) {
      copy(location.href).then(function () { say(button, button.dataset.done); },
        function () { say(button, location.href); });
    },
    language: function (button) { remember('idioma', button.dataset.language); location.reload(); },
    print: function () { window.print(); },
    'close-dialog': function (button) { button.closest('dialog').close(); },
    png: function (button) { downloadImage(button.closest('[data-card]')); }
  };
  document.addEventListener('click', function (event) {
    var button = event.target.closest && event.target.closest('[data-action]');
    if (button && actions[button.dataset.action]) { actions[button.dataset.action](button); }
    var link = event.target.closest && event.target.closest('.class-tabs a');
    var isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (link && isPlain && canFilter()) {
      event.preventDefault();
      isTabPressed = true;
      visit(link.search, true);
    }
    document.querySelectorAll('details[data-menu][open]').forEach(function (menu) {
      var inPopup = event.target.closest && event.target.closest('.dash-dropdown-content');
      if (!menu.contains(event.target) && !inPopup && document.contains(event.target)) {
        menu.open = false;
      }
    });
  });
  document.addEventListener('keydown', function (event) {
    if (event.key !== 'Escape') { return; }
    document.querySelectorAll('details[data-menu][open]').forEach(function (menu) {
      if (menu.contains(document.activeElement)) {
        menu.open = false;
        menu.querySelector('summary').focus();
      }
    });
  });

  /* ---- the image of a figure, with everything needed to quote it ---- */
  function textOf(selector, scope) {
    var found = (scope || document).querySelector(selector);
    return found ? found.textContent.trim() : '';
  }
  function wrapped(context, text, width) {
    var lines = [], line = '';
    text.split(/\s+/).forEach(function (word) {
      var longer = line ? line + ' ' + word : word;
      if (line && context.measureText(longer).width > width) { lines.push(line); line = word; }
      else { line = longer; }
    });
    return line ? lines.concat([line]) : lines;
  }
  function downloadImage(card) {
    var plot = card.querySelector('.js-plotly-plot');
    var style = getComputedStyle(card);
    var width = 1200, height = Math.round(1200 * plot.offsetHeight / plot.offsetWidth);
    height = Math.max(420, Math.min(900, height));
    var filters = Array.from(document.querySelectorAll('.chip')).map(function (item) {
      return item.textContent.replace('×', '').trim();
    });
    var amount = ['monto', 'moneda'].map(function (name) {
      var control = document.querySelector('.control-' + name + ' select');
      return control ? control.selectedOptions[0].textContent : '';
    }).filter(Boolean).join(', ');
    var notes = [amount].concat(filters).filter(Boolean).join(' · ');
    var foot = Array.from(document.querySelectorAll('.footer p')).map(function (item) {
      return item.textContent.trim();
    }).concat([location.href]);
    window.Plotly.toImage(plot, {format: 'png', width: width - 2 * GAP, height: height, scale: 2})
      .then(function (url) { return load(url); })
      .then(function (image) {
        return paint(image, width, height, style, {
          title: textOf('h2', card), finding: textOf('.finding', card),
          notice: textOf('.demonstration strong'), notes: notes, foot: foot
        });
      })
      .then(function (canvas) {
        canvas.toBlob(function (blob) {
          var link = document.createElement('a');
          link.href = URL.createObjectURL(blob);
          link.download = 'globo_' + card.dataset.card + '.png';
          link.click();
          setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
        });
      });
  }
  function load(url) {
    return new Promise(function (resolve, reject) {
      var image = new Image();
      image.onload = function () { resolve(image); };
      image.onerror = reject;
      image.src = url;
    });
  }
  function paint(image, width, height, style, texts) {
    var canvas = document.createElement('canvas');
    var context = canvas.getContext('2d');
    var gap = GAP, scale = 2, family = style.fontFamily;
    var blocks = [
      {text: texts.notice, font: '600 16px ' + family, line: 24},
      {text: texts.title, font: '600 26px ' + family, line: 34},
      {text: texts.finding, font: '18px ' + family, line: 26}
    ];
    var foot = [texts.notes].concat(texts.foot).map(function (text) {
      return {text: text, font: '14px ' + family, line: 20};
    });
    function measured(list) {
      return list.filter(function (block) { return block.text; }).map(function (block) {
        context.font = block.font;
        return Object.assign({lines: wrapped(context, block.text, width - 2 * gap)}, block);
      });
    }
    function tall(list) {
      return list.reduce(function (sum, block) { return sum + block.lines.length * block.line; }, 0);
    }
    var head = measured(blocks), tail = measured(foot);
    canvas.width = width * scale;
    canvas.height = (tall(head) + height + tall(tail) + 4 * gap) * scale;
    context.scale(scale, scale);
    context.fillStyle = style.backgroundColor;
    context.fillRect(0, 0, width, canvas.height);
    var y = gap;
    function write(list, colour) {
      context.fillStyle = colour;
      list.forEach(function (block) {
        context.font = block.font;
        block.lines.forEach(function (line) { y += block.line; context.fillText(line, gap, y); });
      });
    }
    write(head, style.color);
    context.drawImage(image, gap, y + gap / 2, width - 2 * gap, height);
    y += height + gap;
    write(tail, getComputedStyle(root).getPropertyValue('--globo-muted').trim() || style.color);
    return canvas;
  }

  /* ---- the link in each row of the grid ---- */
  window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {};
  window.dashAgGridComponentFunctions.TwoLines = function (props) {
    return window.React.createElement('span', null, props.value);
  };
  window.dashAgGridComponentFunctions.RecordLink = function (props) {
    if (!props.data) { return null; }
    var href = '/acciones/' + props.data.action_id + location.search;
    var cell = props.eGridCell;
    if (cell && !cell.dataset.opens) {
      // The grid moves the focus from cell to cell, so the cell opens what it shows.
      cell.dataset.opens = 'true';
      cell.addEventListener('keydown', function (event) {
        var link = cell.querySelector('a');
        if (event.key === 'Enter' && event.target === cell && link) { link.click(); }
      });
    }
    return window.React.createElement('a', {
      href: href,
      onClick: function (event) {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) { return; }
        event.preventDefault();
        history.pushState({}, '', href);
        window.dispatchEvent(new CustomEvent('_dashprivate_pushstate'));
        window.scrollTo(0, 0);
      }
    }, props.value);
  };

  /* ---- what Dash draws without names or with roles that mislead readers of the screen ---- */
  var moveFocus = false;
  // The answer draws the tabs anew: the focus stays on the one that was pressed.
  var isTabPressed = false;
  function keepTab() {
    var tab = document.querySelector('.class-tabs [aria-current]');
    if (!isTabPressed || !tab || document.activeElement !== document.body) { return; }
    isTabPressed = false;
    tab.focus({preventScroll: true});
  }
  function each(selector, act) { document.querySelectorAll(selector).forEach(act); }
  function labelFor(id) {
    var label = id && document.querySelector('label[for="' + CSS.escape(id) + '"]');
    return label ? label.textContent.trim() : '';
  }
  // Rows laid as blocks are no table for whoever listens, and have no heads for whoever looks.
  var roles = {TABLE: 'table', THEAD: 'rowgroup', TBODY: 'rowgroup', TFOOT: 'rowgroup', TR: 'row', TD: 'cell'};
  function tellTable(table) {
    var heads = Array.from(table.querySelectorAll('thead th'), function (head) {
      return head.dataset.label || head.textContent;
    });
    var told = heads.join('|');
    var isNew = table.dataset.told !== told;
    if (isNew) { table.dataset.told = told; table.setAttribute('role', roles.TABLE); }
    table.querySelectorAll(isNew ? '*' : ':not([role])').forEach(function (part) {
      var role = part.tagName === 'TH' ? (part.scope === 'col' ? 'columnheader' : 'rowheader') : roles[part.tagName];
      if (role && part.getAttribute('role') !== role) { part.setAttribute('role', role); }
      if (part.tagName === 'TD') { part.dataset.label = heads[part.cellIndex]; }
    });
  }
  function repair() {
    each('.table-plain', tellTable);
    keepTab();
    each('input.dash-dropdown-focus-target[aria-hidden]', function (input) {
      var holder = input.closest('.control');
      var label = holder && holder.querySelector('label');
      input.removeAttribute('aria-hidden');
      input.setAttribute('aria-label', label ? label.textContent.trim() : '');
    });
    each('.dash-options-list[role=listbox]', function (list) {
      list.setAttribute('role', 'group');
      list.setAttribute('aria-label', labelFor(list.id) || 'GLOBO');
    });
    each('label.dash-options-list-option[role=option]', function (option) {
      option.removeAttribute('role');
      option.removeAttribute('aria-selected');
    });
    each('.dash-dropdown-content[role=dialog]:not([aria-label])', function (popup) {
      popup.setAttribute('aria-label', labelFor(popup.id) || 'GLOBO');
    });
    var shown = page();
    each('.navigation a', function (link) {
      var path = link.pathname;
      var here = shown && (location.pathname === path
        || (path !== '/' && location.pathname.indexOf(path + '/') === 0)
        || (path === '/cooperacion' && /^\/(paises|entidades|aliados)\//.test(location.pathname))
        || (path === '/indicadores' && location.pathname === '/indice'));
      if (here && link.getAttribute('aria-current') !== 'page') {
        link.setAttribute('aria-current', 'page');
        var menu = link.closest('.navigation').getBoundingClientRect();
        var place = link.getBoundingClientRect();
        // On a phone the menu is wider than the screen.
        link.closest('.navigation').scrollLeft += place.left + place.width / 2 - menu.left - menu.width / 2;
      } else if (!here && link.hasAttribute('aria-current')) {
        link.removeAttribute('aria-current');
      }
    });
    if (moveFocus && shown && shown.dataset.page === decodeURI(location.pathname)) {
      moveFocus = false;
      var title = shown.querySelector('h1');
      if (title) { title.focus({preventScroll: true}); }
    }
  }
  /* ---- paper: figures are drawn anew for its width, and for the screen when it is done ---- */
  var onScreen = [];
  function onPaper(plot, isHalf) {
    var change = {width: isHalf ? PRINTED.half : PRINTED.wide};
    var axis = plot.layout.yaxis || {};
    if (isHalf && axis.ticklabelposition === 'inside top') {
      change['yaxis.tickfont.size'] = PRINTED.letters;
      change['yaxis.ticktext'] = axis.ticktext.map(shortened);
    }
    return change;
  }
  function shortened(text) {
    var pieces = /^(.*)(  <b>(.*)<\/b>)$/.exec(text);
    var room = pieces ? PRINTED.signs - pieces[3].length : 0;
    if (!pieces || pieces[1].length <= room) { return text; }
    return pieces[1].slice(0, room - 1).replace(/&[^;]*$/, '') + '…' + pieces[2];
  }
  window.addEventListener('beforeprint', function () {
    each('.js-plotly-plot', function (plot) {
      var isHalf = Boolean(plot.closest('.card-grid .tile:not(.card-wide)'));
      if (plot.data[0].type === 'sankey') {
        // Its flows come in slowly when it is drawn anew: paper would not wait for them.
        plot.style.zoom = PRINTED.wide / plot.offsetWidth;
        return;
      }
      var change = onPaper(plot, isHalf);
      var before = {width: undefined, autosize: true};
      if (change['yaxis.ticktext']) {
        before['yaxis.ticktext'] = plot.layout.yaxis.ticktext;
        before['yaxis.tickfont.size'] = plot.layout.yaxis.tickfont.size;
      }
      onScreen.push([plot, before]);
      window.Plotly.relayout(plot, change);
    });
  });
  window.addEventListener('afterprint', function () {
    each('.js-plotly-plot', function (plot) { plot.style.zoom = ''; });
    onScreen.splice(0).forEach(function (pair) { window.Plotly.relayout(pair[0], pair[1]); });
  });
  new MutationObserver(repair).observe(root, {
    subtree: true, childList: true, attributes: true, attributeFilter: ['role', 'aria-hidden', 'href']
  });
})();
