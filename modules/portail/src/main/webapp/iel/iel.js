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

  // PrimeFaces ne retient que ce qui est tapé au clavier : un texte dicté, ou rempli par le navigateur, doit partir aussi.
  document.addEventListener('input', function (e) {
    if (e.target.matches('.ui-autocomplete-input')) {
      var retenue = document.getElementById(e.target.id.replace(/_input$/, '_hinput'));
      if (retenue) { retenue.value = e.target.value; }
    }
  });

  function premiereErreur() {
    var saisie = document.querySelector('.champ.en-erreur :is(input:not([type=hidden]), select, textarea)');
    if (saisie) { saisie.focus(); }
  }

  document.addEventListener('DOMContentLoaded', function () {
    premiereErreur();
    if (window.faces && faces.ajax) {
      faces.ajax.addOnEvent(function (suite) { if (suite.status === 'success') { rendreTous(); } });
    }
    if (window.jQuery) { jQuery(document).on('pfAjaxComplete', rendreTous); }
  });
})();
