// Ce que toutes les pages font : un formulaire ne part qu'une fois, et le premier champ en erreur reçoit le curseur.
(function () {
  'use strict';
  var TEMOIN = 'iel-fichier';

  function boutons(formulaire) {
    return formulaire.querySelectorAll('button:not([type=button]), input[type=submit]');
  }

  function rendre(formulaire) {
    delete formulaire.dataset.envoye;
    boutons(formulaire).forEach(function (b) { b.removeAttribute('aria-disabled'); });
  }

  function rendreTous() {
    document.querySelectorAll('form[data-envoye]').forEach(rendre);
  }

  // Un fichier rendu laisse la page ouverte : un témoin dit qu'il est arrivé (Ecran.telechargerEnFlux).
  function attendreUnFichier() {
    if (!document.querySelector('form[data-envoye]')) { return; }
    if (document.cookie.split('; ').indexOf(TEMOIN + '=1') >= 0) {
      document.cookie = TEMOIN + '=; path=/; max-age=0';
      rendreTous();
    } else {
      setTimeout(attendreUnFichier, 300);
    }
  }

  // aria-disabled plutôt que disabled : le bouton garde le curseur, et son nom part avec le formulaire.
  document.addEventListener('submit', function (e) {
    var formulaire = e.target;
    if (e.defaultPrevented || formulaire.method !== 'post') { return; }
    if (formulaire.dataset.envoye) {
      e.preventDefault();
      return;
    }
    formulaire.dataset.envoye = 'oui';
    boutons(formulaire).forEach(function (b) { b.setAttribute('aria-disabled', 'true'); });
    setTimeout(attendreUnFichier, 300);
  });

  // Revenue de la mémoire du navigateur, la page garderait ses boutons éteints.
  window.addEventListener('pageshow', rendreTous);

  // Les gestes que le HTML annonce : la page n'a aucun script dans ses attributs, la politique de sécurité les refuserait.
  document.addEventListener('click', function (e) {
    var b = e.target.closest && e.target.closest('button[data-copie], button[data-imprime], button[data-ouvre], button[data-ferme]');
    if (!b) { return; }
    var d = b.dataset;
    if (d.copie) {
      navigator.clipboard.writeText(document.getElementById(d.copie).textContent).then(function () { b.textContent = 'Copié'; });
    } else if (d.ouvre) {
      document.getElementById(d.ouvre).showModal();
    } else if (d.ferme) {
      document.getElementById(d.ferme).close();
    } else {
      window.print();
    }
  });
  document.addEventListener('change', function (e) {
    if ('soumet' in e.target.dataset) { e.target.form.requestSubmit(); }
  });

  // PrimeFaces ne retient que ce qui est tapé au clavier : un texte dicté, ou rempli par le navigateur, doit partir aussi.
  document.addEventListener('input', function (e) {
    if (e.target.matches('.ui-autocomplete-input')) {
      var retenue = document.getElementById(e.target.id.replace(/_input$/, '_hinput'));
      if (retenue) { retenue.value = e.target.value; }
    }
  });

  // Qui tient plusieurs qualités reste, de lien en lien, dans celle que sa page montre, quoi qu'un autre onglet ait choisi.
  // Sans script, un lien mène à la dernière choisie, et la page d'arrivée dit laquelle.
  function resterDansSaQualite() {
    var cadre = document.querySelector('.cadre[data-pour]');
    var pour = cadre && cadre.dataset.pour;
    if (!pour) { return; }
    function page(url) { return url.origin === location.origin && /\.xhtml$/.test(url.pathname) && !url.searchParams.has('pour'); }
    ['click', 'auxclick'].forEach(function (geste) {
      document.addEventListener(geste, function (e) {
        var lien = e.target.closest && e.target.closest('a[href]');
        if (!lien || lien.getAttribute('href').charAt(0) === '#') { return; }
        var url = new URL(lien.href, location.href);
        if (page(url)) {
          url.searchParams.set('pour', pour);
          lien.href = url.href;
        }
      }, true);
    });
    document.addEventListener('submit', function (e) {
      var f = e.target;
      if (f.method === 'get' && page(new URL(f.action, location.href)) && !f.elements.pour) {
        var champ = document.createElement('input');
        champ.type = 'hidden';
        champ.name = 'pour';
        champ.value = pour;
        f.appendChild(champ);
      }
    }, true);
  }

  function premiereErreur() {
    var saisie = document.querySelector('.champ.en-erreur :is(input:not([type=hidden]), select, textarea)');
    if (saisie) { saisie.focus(); }
  }

  // Ce qui est coché dans une liste le reste d'une page à l'autre : la mémoire de l'onglet le garde, par liste et par
  // filtre, et le formulaire l'emporte. Sans script, on ne choisit que sur la page ouverte.
  function garderLeChoix(barre) {
    var table = document.getElementById(barre.dataset.liste);
    var ailleurs = barre.querySelector('input[type=hidden]');
    var compte = barre.querySelector('.selection-compte');
    var cases = Array.prototype.slice.call(table.querySelectorAll('tbody td.etroit > input[type=checkbox]'));
    var adresse = new URLSearchParams(location.search);
    ['page', 'tri', 'colonnes', 'pour'].forEach(function (p) { adresse.delete(p); });
    var memoire = 'iel-choix ' + location.pathname + '?' + adresse;
    var ici = cases.map(function (c) { return c.value; });
    var gardes = JSON.parse(sessionStorage.getItem(memoire) || '[]').concat(ailleurs.value.split(',').filter(Boolean));
    var tout = document.createElement('input');

    function dire() {
      var choisis = cases.filter(function (c) { return c.checked; });
      var total = choisis.length + gardes.length;
      ailleurs.value = gardes.join(',');
      cases.forEach(function (c) { c.closest('tr').classList.toggle('choisie', c.checked); });
      barre.classList.toggle('rien', total === 0);
      tout.checked = cases.length > 0 && choisis.length === cases.length;
      tout.indeterminate = choisis.length > 0 && !tout.checked;
      compte.textContent = total === 0 ? '' : total + (total > 1 ? ' choisis' : ' choisi')
        + (gardes.length ? ', dont ' + gardes.length + ' sur d’autres pages' : '');
      if (total > 0) {
        var oublier = document.createElement('button');
        oublier.type = 'button';
        oublier.className = 'bouton discret';
        oublier.textContent = 'Tout décocher';
        oublier.addEventListener('click', function () {
          gardes = [];
          cases.forEach(function (c) { c.checked = false; });
          retenir();
          tout.focus();
        });
        compte.appendChild(oublier);
      }
    }

    function retenir() {
      sessionStorage.setItem(memoire, JSON.stringify(gardes.concat(
        cases.filter(function (c) { return c.checked; }).map(function (c) { return c.value; }))));
      dire();
    }

    cases.forEach(function (c) {
      c.checked = c.checked || gardes.indexOf(c.value) >= 0;
      c.addEventListener('change', retenir);
    });
    gardes = gardes.filter(function (g, i) { return ici.indexOf(g) < 0 && gardes.indexOf(g) === i; });
    tout.type = 'checkbox';
    tout.setAttribute('aria-label', 'Tout choisir sur cette page');
    tout.addEventListener('change', function () {
      cases.forEach(function (c) { c.checked = tout.checked; });
      retenir();
    });
    if (cases.length) { table.querySelector('thead th.etroit').appendChild(tout); }
    // L'envoi vide la mémoire : ce qui n'aurait pas été fait revient coché dans la page.
    barre.closest('form').addEventListener('submit', function () { sessionStorage.removeItem(memoire); });
    dire();
  }

  // Les raccourcis à une touche sont coupés tant qu'on ne les a pas voulus (WCAG 2.1.4) : qui dicte, ou tape à côté, ne
  // transmet rien. Ce qui en a un l'annonce (data-touche) ; il ne se dit au lecteur d'écran (aria-keyshortcuts) qu'allumé.
  function raccourcis() {
    var bouton = document.querySelector('button[data-touches]');
    if (!bouton) { return; }
    var dit = document.querySelector('[data-touches-dit]');
    var allumes;
    try { allumes = localStorage.getItem('iel-touches') === 'oui'; } catch (interdit) { allumes = false; }

    function dire() {
      bouton.setAttribute('aria-pressed', String(allumes));
      dit.textContent = allumes ? 'Allumés sur les pages qui montrent une liste.' : 'Coupés : vos touches ne font rien ici.';
      document.querySelectorAll('[data-touche]').forEach(function (e) {
        if (allumes) { e.setAttribute('aria-keyshortcuts', e.dataset.touche); } else { e.removeAttribute('aria-keyshortcuts'); }
      });
    }

    bouton.disabled = false;
    bouton.addEventListener('click', function () {
      allumes = !allumes;
      try { localStorage.setItem('iel-touches', allumes ? 'oui' : 'non'); } catch (interdit) { /* le temps de cette page */ }
      dire();
    });
    document.addEventListener('keydown', function (e) {
      if (!allumes || e.defaultPrevented || e.repeat || e.ctrlKey || e.altKey || e.metaKey || e.isComposing || e.key.length !== 1
        || e.target.closest('input:not([type=submit], [type=button], [type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog')) { return; }
      var touche = e.key.toLowerCase();
      var cible = Array.prototype.filter.call(document.querySelectorAll('[data-touche]'), function (c) {
        return c.dataset.touche === touche && c.getClientRects().length;
      })[0];
      if (!cible) { return; }
      e.preventDefault();
      if (cible.matches('summary')) {
        cible.parentNode.open = true;
        cible.parentNode.querySelector('textarea, input:not([type=hidden])').focus();
      } else {
        cible.click();
      }
    });
    dire();
  }

  document.addEventListener('DOMContentLoaded', function () {
    premiereErreur();
    raccourcis();
    resterDansSaQualite();
    // Sur un téléphone, ce qui prendrait vingt écrans se déplie à la demande.
    if (matchMedia('(max-width: 640px)').matches) {
      document.querySelectorAll('details.repli-telephone').forEach(function (d) { d.open = false; });
    }
    document.querySelectorAll('.barre-selection[data-liste]').forEach(garderLeChoix);
    if (window.faces && faces.ajax) {
      faces.ajax.addOnEvent(function (suite) { if (suite.status === 'success') { rendreTous(); } });
    }
    if (window.jQuery) { jQuery(document).on('pfAjaxComplete', rendreTous); }
  });
})();
